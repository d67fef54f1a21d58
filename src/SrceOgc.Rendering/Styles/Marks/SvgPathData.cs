using System.Globalization;
using System.Numerics;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles.Marks;

/// <summary>Reads the <c>d</c> of an SVG path (SVG 1.1, 8.3), through a transform.</summary>
internal ref struct SvgPathData(string data, PathBuilder path, Matrix3x2 transform)
{
    private const int MaxCommands = 20_000;
    private int _at;
    private Vector2 _start, _current, _control;
    private char _previous;

    /// <summary>False when the data stops making sense; what came before is kept, as the standard asks.</summary>
    public bool Read()
    {
        for (var count = 0; count < MaxCommands; count++)
        {
            SkipSeparators();
            if (_at >= data.Length)
                return true;
            if (char.IsAsciiLetter(data[_at]))
                _previous = Implicit(data[_at++], _previous);
            else if (_previous is '\0' or 'Z' or 'z')
                return false;
            var command = _previous;
            if (!Execute(command))
                return false;
            _previous = command switch { 'M' => 'L', 'm' => 'l', _ => command };
        }

        return false;
    }

    /// <summary>A smooth curve mirrors a control point only after a curve of its own kind.</summary>
    private char Implicit(char command, char previous)
    {
        var upper = char.ToUpperInvariant(command);
        var before = char.ToUpperInvariant(previous);
        if ((upper == 'S' && before is not ('C' or 'S')) || (upper == 'T' && before is not ('Q' or 'T')))
            _control = _current;
        return command;
    }

    private bool Execute(char command)
    {
        var origin = char.IsAsciiLetterLower(command) ? _current : Vector2.Zero;
        switch (char.ToUpperInvariant(command))
        {
            case 'M': return Point(origin, out var moved) && MoveTo(moved);
            case 'L': return Point(origin, out var target) && LineTo(target);
            case 'H': return Number(out var x) && LineTo(new(origin.X + x, _current.Y));
            case 'V': return Number(out var y) && LineTo(new(_current.X, origin.Y + y));
            case 'C': return Point(origin, out var a) && Point(origin, out var b) && Point(origin, out var end) && CubicTo(a, b, end);
            case 'S': return Point(origin, out var second) && Point(origin, out var last) && CubicTo(2 * _current - _control, second, last);
            case 'Q': return Point(origin, out var control) && Point(origin, out var stop) && QuadraticTo(control, stop);
            case 'T': return Point(origin, out var next) && QuadraticTo(2 * _current - _control, next);
            case 'A': return ArcTo(origin);
            case 'Z':
                path.Close();
                _current = _start;
                return true;
            default: return false;
        }
    }

    private readonly Vector2 Placed(Vector2 point) => Vector2.Transform(point, transform);

    private bool MoveTo(Vector2 point)
    {
        var p = Placed(point);
        path.Move(p.X, p.Y);
        _start = _current = point;
        return true;
    }

    private bool LineTo(Vector2 point)
    {
        var p = Placed(point);
        path.LineOrMove(p.X, p.Y);
        _current = point;
        return true;
    }

    private bool CubicTo(Vector2 a, Vector2 b, Vector2 end)
    {
        var (pa, pb, p) = (Placed(a), Placed(b), Placed(end));
        path.Cubic(pa.X, pa.Y, pb.X, pb.Y, p.X, p.Y);
        (_control, _current) = (b, end);
        return true;
    }

    private bool QuadraticTo(Vector2 control, Vector2 end)
    {
        var (c, p) = (Placed(control), Placed(end));
        path.Quadratic(c.X, c.Y, p.X, p.Y);
        (_control, _current) = (control, end);
        return true;
    }

    private bool ArcTo(Vector2 origin)
    {
        if (!Number(out var radiusX) || !Number(out var radiusY) || !Number(out var rotation)
            || !FlagDigit(out var isLarge) || !FlagDigit(out var isSweep) || !Point(origin, out var end))
            return false;
        var arc = SvgArc.FromEndpoints(_current, end, Math.Abs(radiusX), Math.Abs(radiusY), rotation * MathF.PI / 180, isLarge, isSweep);
        if (arc is not { } known)
            return LineTo(end);
        for (var i = 0; i < known.Segments; i++)
        {
            var (a, b, stop) = known.Segment(i);
            CubicTo(a, b, stop);
        }

        return true;
    }

    private void SkipSeparators()
    {
        while (_at < data.Length && (char.IsWhiteSpace(data[_at]) || data[_at] == ','))
            _at++;
    }

    private bool FlagDigit(out bool flag)
    {
        SkipSeparators();
        flag = _at < data.Length && data[_at] == '1';
        return _at < data.Length && data[_at++] is '0' or '1';
    }

    private bool Point(Vector2 origin, out Vector2 point)
    {
        var known = Number(out var x) & Number(out var y);
        point = origin + new Vector2(x, y);
        return known;
    }

    private bool Number(out float number)
    {
        SkipSeparators();
        var start = _at;
        if (_at < data.Length && data[_at] is '-' or '+')
            _at++;
        SkipDigits();
        if (_at < data.Length && data[_at] == '.')
        {
            _at++;
            SkipDigits();
        }

        if (_at + 1 < data.Length && data[_at] is 'e' or 'E' && (char.IsAsciiDigit(data[_at + 1]) || data[_at + 1] is '-' or '+'))
        {
            _at += 2;
            SkipDigits();
        }

        return float.TryParse(data.AsSpan(start, _at - start), CultureInfo.InvariantCulture, out number) && float.IsFinite(number);
    }

    private void SkipDigits()
    {
        while (_at < data.Length && char.IsAsciiDigit(data[_at]))
            _at++;
    }
}
