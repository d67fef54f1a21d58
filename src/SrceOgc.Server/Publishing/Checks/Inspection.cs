using SrceOgc.Rendering.Styles.Libraries;
using SrceOgc.Server.Publishing.Profiles;

namespace SrceOgc.Server.Publishing.Checks;

/// <summary>What deliveries are checked with, and for how long the validity of geometries is looked at.</summary>
internal sealed record Inspection(ProfileLibrary Profiles, StyleLibrary Styles, TimeSpan ValidityTime)
{
    public static readonly TimeSpan UsualTime = TimeSpan.FromSeconds(2);
}
