using SrceOgc.Rendering.StyleFormats.Libraries;

namespace SrceOgc.Publishing.Checks;

/// <summary>What deliveries are checked with. <paramref name="IsComplete"/>: the validity of every geometry, however long it
/// takes.</summary>
public sealed record CheckOptions(ProfileLibrary Profiles, StyleLibrary Styles, bool IsComplete = false);
