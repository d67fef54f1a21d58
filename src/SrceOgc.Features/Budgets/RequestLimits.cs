namespace SrceOgc.Features.Budgets;

/// <summary>
/// What a request may hold, counted while it is read, before anything is bound, copied or opened. Hostile requests must fail in
/// milliseconds, real ones never. The page that announces them is ogc/securite.md; a test holds the two together. What a request may
/// spend while it works is another matter: <see cref="SrceOgc.Features.Budgets.RequestBudget"/>.
/// </summary>
public static class RequestLimits
{
    /// <summary>Characters of filter text: a perimeter of 50 000 vertices written with millimetres fits.</summary>
    public const int FilterCharacters = 4 * 1024 * 1024;

    /// <summary>Operators, property names and literals of all filters of a request together.</summary>
    public const int FilterNodes = 8_000;

    public const int FilterIdentifiers = 20_000;

    /// <summary>Conditions or geometries inside one another.</summary>
    public const int FilterDepth = 60;

    public const int FilterVertices = 100_000;

    /// <summary>Items of an array or map, and vertices of a geometry, that an expression of a style makes.</summary>
    public const int ExpressionItems = 100_000;

    /// <summary>Expressions that evaluate expressions (eval, aggregates), inside one another.</summary>
    public const int ExpressionDepth = 8;

    public const int PatternLength = 1_000;

    /// <summary>Layers of a map or a legend, groups counted by their layers; the capabilities announce it (LayerLimit).</summary>
    public const int MapLayers = 200;

    /// <summary>Rules of all styles a request sends.</summary>
    public const int StyleRules = 5_000;

    /// <summary>FeatureTypeStyles of all styles a request sends: each reads the layer's features again.</summary>
    public const int StylePasses = 200;

    /// <summary>Symbolizers of all styles a request sends.</summary>
    public const int StyleSymbolizers = 10_000;

    /// <summary>XML elements of the styles a request sends, counted again for each layer they are bound to.</summary>
    public const int StyleElements = 200_000;

    /// <summary>Widths, sizes and offsets in a style a request sends, in pixels of 1/96 inch; on the ground they are free.</summary>
    public const double SymbolPixels = 1_000;

    /// <summary>Radius of a label's halo, likewise.</summary>
    public const double HaloPixels = 100;

    /// <summary>Bytes of a text that functions of a filter make; what would be longer is no text (null).</summary>
    public const int TextBytes = 1 << 20;

    /// <summary>Pairs of edges looked at to find where a polygon crosses itself; what needs more is no shape of this world.</summary>
    public const int EdgePairs = 5_000_000;

    /// <summary>Elements inside one another in posted XML and in filters, known or unknown.</summary>
    public const int XmlDepth = 4 * FilterDepth;

    /// <summary>Elements of one document: a perimeter of 100 000 gml:coord with x and y fits.</summary>
    public const int XmlElements = 400_000;

    /// <summary>Queries of one WFS request.</summary>
    public const int Queries = 32;

    /// <summary>Names of properties in one list.</summary>
    public const int Properties = 1_000;

    /// <summary>Questions of one OData $batch.</summary>
    public const int BatchParts = 20;

    /// <summary>Bytes of an OData $batch.</summary>
    public const int BatchBytes = 1 << 20;

    /// <summary>Bytes of the answer to one question of a $batch: it waits in memory.</summary>
    public const int BatchPartBytes = 32 << 20;

    /// <summary>Keys of a sort.</summary>
    public const int SortKeys = 16;

    /// <summary>Instants and intervals in TIME.</summary>
    public const int TimeValues = 1_000;

    /// <summary>Pairs in NAMESPACES, and names in a list of feature types.</summary>
    public const int Names = 200;

    /// <summary>Bytes of a file made aside for one answer (GeoPackage, Shapefile, spreadsheet).</summary>
    public const long FileBytes = 4L << 30;

    /// <summary>Requests with costly filters that wait for a processor.</summary>
    public const int CostlyQueue = 64;

    /// <summary>Requests that wait for a comparison of two versions.</summary>
    public const int ComparisonQueue = 32;

    /// <summary>Bytes of the comparisons kept on disk.</summary>
    public const long ComparisonBytes = 1L << 30;

    /// <summary>Bytes of a perimeter sent to be kept.</summary>
    public const int PerimeterBytes = 10 << 20;

    public const int PerimeterVertices = 200_000;

    /// <summary>Days a perimeter is kept.</summary>
    public const int PerimeterDays = 30;

    /// <summary>Perimeters kept at once.</summary>
    public const int Perimeters = 5_000;

    /// <summary>Bytes of all perimeters kept.</summary>
    public const long AllPerimeterBytes = 512L << 20;

    /// <summary>Territories of one page of a list.</summary>
    public const int TerritoryPage = 1_000;

    /// <summary>Vertices of the features of a package to take away, counted before work begins.</summary>
    public const long PackageVertices = 20_000_000;

    /// <summary>Bytes of what is drawn as vectors (a map or a page as PDF or SVG), before they are packed.</summary>
    public const long VectorBytes = 64L << 20;

    /// <summary>Pages of a document of plates, counted before work begins.</summary>
    public const int PlatePages = 150;

    /// <summary>Plates in the register; the oldest go.</summary>
    public const int RegisteredPlates = 10_000;

    /// <summary>Pages of plates that are answered directly; more become a job.</summary>
    public const int DirectPages = 12;

    /// <summary>Vertices of a package that is answered directly; more become a job.</summary>
    public const long DirectVertices = 1_000_000;

    /// <summary>Documents in an archive of plates, one a commune.</summary>
    public const int PlateDocuments = 1_000;

    /// <summary>Jobs that wait or run.</summary>
    public const int Jobs = 32;

    /// <summary>Of them those of one token, or of one address of the network.</summary>
    public const int JobsOfOne = 4;

    /// <summary>Seconds a job may work.</summary>
    public const int JobSeconds = 1_800;

    /// <summary>Hours a job and its file are kept after its end.</summary>
    public const int JobHours = 24;

    /// <summary>Bytes of all files of jobs.</summary>
    public const long AllJobBytes = 8L << 30;

    /// <summary>Bytes of disk that are left free whatever is asked for.</summary>
    public const long DiskReserve = 64L << 20;
}
