namespace SrceOgc.Features.GeoPackages;

/// <summary>A file that cannot be read as a GeoPackage. The message is French and made for the steward.</summary>
public sealed class GeoPackageException(string message, Exception? inner = null) : Exception(message, inner);
