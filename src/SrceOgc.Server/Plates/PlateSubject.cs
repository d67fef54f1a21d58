using SrceOgc.Features.Texts;
using SrceOgc.Server.Territories;

namespace SrceOgc.Server.Plates;

/// <summary>What all pages about a territory say of it.</summary>
/// <param name="Model">The series.</param>
/// <param name="Ground">The territory.</param>
/// <param name="TypeOfTerritory">In words.</param>
/// <param name="Code">INSEE or SIREN, said which.</param>
/// <param name="Parents">What it belongs to, in words.</param>
/// <param name="Updated">The month that is printed.</param>
/// <param name="Address">Where the version shown can be read.</param>
/// <param name="Contact">Who made it.</param>
/// <param name="Background">What the tiles under the maps are; null for none.</param>
/// <param name="Language">Of all texts.</param>
internal sealed record PlateSubject(
    PlateModel Model, TerritoryGround Ground, string TypeOfTerritory, string? Code, string Parents, DateOnly Updated, string Address,
    IReadOnlyList<string> Contact, string? Background, Language Language);
