namespace SrceOgc.Server.Configuration;

/// <summary>Every setting of the server, checked; see <see cref="SettingsTable"/> for names, defaults and ranges.</summary>
internal sealed record Settings
{
    public string Urls { get; set; } = "";
    public string GpkgFolder { get; set; } = "";
    public string OgcFolder { get; set; } = "";
    public string DataFolder { get; set; } = "";
    public string DataMode { get; set; } = "";
    public string PublicUrl { get; set; } = "";
    public string TrustedProxies { get; set; } = "";
    public int MaxImageSide { get; set; }
    public int MaxImageMegapixels { get; set; }
    public int PageSize { get; set; }
    public int MaxFeatures { get; set; }
    public int CacheMegabytes { get; set; }
    public int CacheSeconds { get; set; }
    public int DrawingSlots { get; set; }
    public int DrawingQueue { get; set; }
    public int DrawingMegabytes { get; set; }
    public int RequestSeconds { get; set; }
    public int RequestMegabytes { get; set; }
    public int MaxGeoPackageMegabytes { get; set; }
    public int PollMilliseconds { get; set; }
    public int KeptVersions { get; set; }
    public string AllowedHosts { get; set; } = "";
    public string AllowedOrigins { get; set; } = "";
    public int DrainSeconds { get; set; }
    public string LogLevel { get; set; } = "";
}
