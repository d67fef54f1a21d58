namespace SrceOgc.Server.Maps;

/// <summary>A point of a map asked about, in pixels from its upper left corner; null where a condition alone says what is meant.</summary>
internal sealed record FeatureInfoRequest(MapView View, IReadOnlyList<StyledLayer> Layers, (int X, int Y)? Place, int Count,
    FormatRow<InfoFormat> Format);
