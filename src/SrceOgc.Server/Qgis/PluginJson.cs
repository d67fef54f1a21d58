using System.Text.Json.Serialization;

namespace SrceOgc.Server.Qgis;

[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class PluginJson : JsonSerializerContext;
