using System.Buffers.Binary;
using SrceOgc.Features.Geometries;
using SrceOgc.Features.Layers;
using SrceOgc.Features.Texts;

namespace SrceOgc.Publishing.Checks;

/// <summary>
/// Features that are there twice, with or without their attributes. Looked for among as many as fit in some
/// tens of megabytes.
/// </summary>
internal sealed class Duplicates(FindingList findings) : IDisposable
{
    private const int Most = 500_000;

    private HashSet<UInt128> _geometries = [];
    private HashSet<UInt128> _features = [];
    private readonly ByteBuffer _values = new();
    private UInt128 _geometry;
    private bool _isSaid, _hasContent;

    public void Begin(ReadOnlySpan<byte> wkb)
    {
        _values.Clear();
        _geometry = wkb.IsEmpty ? default : ContentHash.Of(wkb);
        BinaryPrimitives.WriteUInt128LittleEndian(_values.Reserve(16), _geometry);
        _hasContent = !wkb.IsEmpty;
    }

    public void Add(in FieldValue value)
    {
        _values.Write((byte)value.Kind);
        if (value.Kind == FieldKind.Null)
            return;
        _hasContent = true;
        if (value.Kind is FieldKind.Text or FieldKind.Blob)
        {
            _values.Write((uint)value.Bytes.Length);
            _values.Write(value.Bytes);
        }
        else
        {
            _values.Write(value.Kind == FieldKind.Real ? value.Real : BitConverter.Int64BitsToDouble(value.Integer));
        }
    }

    public void End(long row, in Envelope bounds)
    {
        if (!_hasContent)
            return;
        if (_features.Count >= Most)
        {
            if (!_isSaid)
                findings.Add(Severity.Note, new(
                    $"les doublons n'ont été cherchés que parmi les {Most} premiers objets.",
                    $"duplicates were looked for among the first {Most} features only."), Text.None);
            _isSaid = true;
            return;
        }

        if (!_features.Add(ContentHash.Of(_values.Written)))
            findings.Add(Severity.ToFix, new(
                "objet en double : même géométrie et mêmes attributs qu'un autre.",
                "feature there twice: the same geometry and attributes as another."),
                new(
                    "Les comptes et les surfaces le comptent deux fois ; supprimez-le (« Supprimer les géométries dupliquées » dans QGIS).",
                    "Counts and areas count it twice; delete it ('Delete duplicate geometries' in QGIS)."),
                row, bounds.CenterX, bounds.CenterY);
        else if (_geometry != default && !_geometries.Add(_geometry))
            findings.Add(Severity.Note, new(
                "même géométrie qu'un autre objet, avec d'autres attributs.",
                "the same geometry as another feature, with other attributes."),
                new(
                    "Vérifiez qu'il s'agit bien de deux objets.",
                    "Make sure that they are two features."), row, bounds.CenterX, bounds.CenterY);
    }

    public void Dispose()
    {
        (_geometries, _features) = ([], []);
        _values.Dispose();
    }
}
