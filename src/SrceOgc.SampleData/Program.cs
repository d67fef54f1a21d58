using SrceOgc.Features.GeoPackages;
using SrceOgc.SampleData;

if (args is not [var path])
{
    Console.Error.WriteLine("Usage: dotnet run --project src/SrceOgc.SampleData -- gpkg/exemple-brumeval.gpkg");
    return 1;
}

File.Delete(path);
var territory = new Landscape();
var tables = AdministrativeTables.Of(territory).Concat(NetworkTables.Of(territory)).Concat(LandscapeTables.Of(territory)).ToArray();
using var file = new GeoPackageWriter(path, new DateTime(2026, 1, 15, 0, 0, 0, DateTimeKind.Utc));
foreach (var table in tables)
    table.Write(file);
file.Finish();
Console.WriteLine($"{path} : {tables.Length} couches, {tables.Sum(t => t.Geometries.Count())} objets.");
return 0;
