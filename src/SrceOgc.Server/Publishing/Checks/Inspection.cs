using SrceOgc.Rendering.Styles.Libraries;
using SrceOgc.Server.Publishing.Profiles;

namespace SrceOgc.Server.Publishing.Checks;

/// <summary>What deliveries are checked with. <paramref name="IsComplete"/>: the validity of every geometry, however long it takes.</summary>
internal sealed record Inspection(ProfileLibrary Profiles, StyleLibrary Styles, bool IsComplete = false);
