using SrceOgc.Server.Http;

namespace SrceOgc.Server;

/// <summary>The services that publish and administer.</summary>
internal sealed record StewardServices(IService Datasets, IService Tokens, IService Journal);
