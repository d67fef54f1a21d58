using SrceOgc.Server.Http;
using SrceOgc.Server.Identity;
using SrceOgc.Server.Publishing;

namespace SrceOgc.Server;

/// <summary>The services that publish and administer, the versions they keep, and the tokens readers are known by.</summary>
internal sealed record StewardServices(IService Datasets, IService Tokens, IService Journal, KeptCatalogs Versions, TokenStore Readers);
