using SrceOgc.Rendering.Rasterization;

namespace SrceOgc.Rendering.Labels;

/// <summary>A line measured along itself.</summary>
internal ref struct LineWalk
{
    private readonly ReadOnlySpan<Vertex> _line;
    private readonly bool _isClosed;
    private int _segment;
    private double _segmentStart;

    public LineWalk(ReadOnlySpan<Vertex> line, bool isClosed)
    {
        _line = line;
        _isClosed = isClosed;
        for (var i = 0; i < SegmentCount; i++)
            Length += Segment(i).Length;
    }

    public double Length { get; }

    private readonly int SegmentCount => _isClosed ? _line.Length : _line.Length - 1;

    private readonly Vertex Segment(int i) => _line[i + 1 < _line.Length ? i + 1 : 0] - _line[i];

    /// <summary>The point this far along. Asking in order, either way, costs one walk for all.</summary>
    public Vertex At(double distance)
    {
        while (distance < _segmentStart && _segment > 0)
            _segmentStart = --_segment == 0 ? 0 : _segmentStart - Segment(_segment).Length;
        while (_segment < SegmentCount - 1 && _segmentStart + Segment(_segment).Length < distance)
            _segmentStart += Segment(_segment++).Length;
        var step = Segment(_segment);
        var length = step.Length;
        return length == 0 ? _line[_segment] : _line[_segment] + step * (Math.Clamp(distance - _segmentStart, 0, length) / length);
    }
}
