using SrceOgc.Server.Http;
using SrceOgc.Server.Publishing;

namespace SrceOgc.Server;

/// <summary>The services that publish and administer, and the versions they keep.</summary>
internal sealed record StewardServices(IService Datasets, IService Tokens, IService Journal, KeptCatalogs Versions);
