namespace SrceOgc.Features.LayerFiles.Format;

/// <summary>The sections of one mapped layer file by name.</summary>
internal sealed class LayerSections(MappedFile file, LayerHeader header)
{
    /// <exception cref="InvalidDataException">No such section, or not of this many items.</exception>
    public MappedSpan<T> Of<T>(string name, long? items = null)
        where T : unmanaged
    {
        if (!header.Sections.TryGetValue(name, out var range))
            throw new InvalidDataException($"The layer file has no section {name}.");
        var section = file.Section<T>(range.Offset, range.Length);
        if (items is { } expected && section.Length != expected)
            throw new InvalidDataException($"Section {name} of the layer file has {section.Length} items in place of {expected}.");
        return section;
    }
}
