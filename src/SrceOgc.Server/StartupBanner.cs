namespace SrceOgc.Server;

/// <summary>What a person starting the server needs to read: the addresses to paste into QGIS.</summary>
internal static class StartupBanner
{
    public static void Print(IEnumerable<string> addresses)
    {
        foreach (var address in addresses.Select(a => a.TrimEnd('/')))
        {
            Console.WriteLine($"SrceOgc écoute sur {address}");
            Console.WriteLine($"  Page d'accueil   {address}/");
            Console.WriteLine($"  WMS (QGIS)       {address}/wms");
            Console.WriteLine($"  WFS (QGIS)       {address}/wfs");
            Console.WriteLine($"  OGC API (QGIS)   {address}/ogc");
            Console.WriteLine($"  OData (Excel)    {address}/odata");
        }
    }
}
