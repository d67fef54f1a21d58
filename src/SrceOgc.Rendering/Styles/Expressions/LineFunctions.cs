using NetTopologySuite.Geometries;
using NetTopologySuite.LinearReferencing;
using NetTopologySuite.Operation.Linemerge;
using SrceOgc.Features.Budgets;
using SrceOgc.Rendering.Styles.Symbolizers;

namespace SrceOgc.Rendering.Styles.Expressions;

/// <summary>Places along lines, their directions, and lines drawn anew.</summary>
internal static class LineFunctions
{
    public static IEnumerable<ObjectFunction> All =>
    [
        new("start_point", "geometry", (in Arguments a) => Nth(a.Geometry(0), 0)),
        new("end_point", "geometry", (in Arguments a) => Nth(a.Geometry(0), -1)),
        new("point_n", "geometry index", (in Arguments a) => a.Whole(1) is var n && n != 0 ? Nth(a.Geometry(0), n > 0 ? n - 1 : n) : null),
        new("line_interpolate_point", "geometry distance", (in Arguments a) => At(a.Geometry(0), a.Number(1)) is { } at
            ? a.Geometry(0).Factory.CreatePoint(at) : null),
        new("line_interpolate_angle", "geometry distance", (in Arguments a) => AngleAt(Along(a.Geometry(0)), a.Number(1))),
        new("line_locate_point", "geometry point", (in Arguments a) => Curve(a.Geometry(0)) is { } line
            ? new LengthIndexedLine(line).Project(a.Point(1)) : null),
        new("line_substring", "geometry start_distance end_distance", Substring),
        new("extend", "geometry start_distance end_distance", Extend),
        new("line_merge", "geometry", Merge), new("close_line", "geometry", (in Arguments a) => Close(a.Geometry(0))),
        new("distance_to_vertex", "geometry vertex", (in Arguments a) => DistanceTo(a.Geometry(0), a.Whole(1))),
        new("angle_at_vertex", "geometry vertex", (in Arguments a) => AngleOf(a.Geometry(0), a.Whole(1))),
        new("line_locate_m", "geometry m use_3d_distance?", LocateM),
        new("line_interpolate_point_by_m", "geometry m use_3d_distance?", PointByM),
        Waves("triangular_wave", Triangular), Waves("square_wave", Square), Waves("wave", Round),
        RandomWaves("triangular_wave_randomized", Triangular), RandomWaves("square_wave_randomized", Square),
            RandomWaves("wave_randomized", Round),
        new("apply_dash_pattern", "geometry pattern start_rule? end_rule? adjustment? pattern_offset?", Dashed),
    ];

    private static Geometry? Curve(Geometry geometry) => geometry switch
    {
        LineString or MultiLineString => geometry,
        Polygon polygon => polygon.ExteriorRing,
        _ => null,
    };

    private static Coordinate[] Along(Geometry geometry) =>
        ShapeChanges.Runs(geometry).FirstOrDefault(run => run.Length > 1) ?? throw new EvaluationFailure();

    private static object? Nth(Geometry geometry, long at)
    {
        var all = geometry is Polygon polygon ? polygon.ExteriorRing.Coordinates : geometry.Coordinates;
        at = at < 0 ? at + all.Length : at;
        return at >= 0 && at < all.Length ? geometry.Factory.CreatePoint(all[at]) : null;
    }

    private static Coordinate? At(Geometry geometry, double distance) => At(Along(geometry), distance);

    public static Coordinate? At(Coordinate[] line, double distance)
    {
        if (distance < 0)
            return null;
        for (var i = 1; i < line.Length; i++)
        {
            var step = line[i].Distance(line[i - 1]);
            if (distance <= step && step > 0)
                return new(line[i - 1].X + (line[i].X - line[i - 1].X) * distance / step,
                    line[i - 1].Y + (line[i].Y - line[i - 1].Y) * distance / step);
            distance -= step;
        }

        return distance < 1e-9 ? line[^1] : null;
    }

    private static object? AngleAt(Coordinate[] line, double distance)
    {
        for (var i = 1; i < line.Length && distance >= 0; i++)
        {
            var step = line[i].Distance(line[i - 1]);
            if (distance <= step + 1e-12 && step > 0)
            {
                if (distance > 0 && Math.Abs(distance - step) < 1e-9 && i + 1 < line.Length)
                    return Bisector(line[i - 1], line[i], line[i + 1]);
                return ShapeFunctions.Azimuth(line[i - 1], line[i]) * 180 / Math.PI;
            }

            distance -= step;
        }

        return null;
    }

    /// <summary>The mean direction of the two segments that meet, in degrees clockwise from north.</summary>
    private static double Bisector(Coordinate before, Coordinate at, Coordinate after)
    {
        var (a, b) = (ShapeFunctions.Azimuth(before, at) ?? 0, ShapeFunctions.Azimuth(at, after) ?? 0);
        var mean = Math.Atan2(Math.Sin(a) + Math.Sin(b), Math.Cos(a) + Math.Cos(b)) * 180 / Math.PI;
        return mean < 0 ? mean + 360 : mean;
    }

    private static object? AngleOf(Geometry geometry, long vertex)
    {
        var line = Along(geometry);
        vertex = vertex < 0 ? vertex + line.Length : vertex;
        if (vertex < 0 || vertex >= line.Length)
            throw new EvaluationFailure();
        var isClosed = line[0].Equals2D(line[^1]);
        if (vertex == 0 || vertex == line.Length - 1)
            return isClosed ? Bisector(line[^2], line[0], line[1])
                : ShapeFunctions.Azimuth(line[vertex == 0 ? 0 : ^2], line[vertex == 0 ? 1 : ^1]) * 180 / Math.PI;
        return Bisector(line[vertex - 1], line[vertex], line[vertex + 1]);
    }

    private static object? DistanceTo(Geometry geometry, long vertex)
    {
        var total = 0.0;
        var all = geometry.Coordinates;
        vertex = vertex < 0 ? vertex + all.Length : vertex;
        if (vertex < 0 || vertex >= all.Length)
            throw new EvaluationFailure();
        foreach (var run in ShapeChanges.Runs(geometry))
            for (var i = 0; i < run.Length; i++, vertex--)
            {
                total += i > 0 ? run[i].Distance(run[i - 1]) : 0;
                if (vertex == 0)
                    return total;
            }

        return null;
    }

    private static object? Substring(in Arguments arguments)
    {
        var line = Along(arguments.Geometry(0));
        var length = Length(line);
        var (from, to) = (Math.Clamp(arguments.Number(1), 0, length), Math.Clamp(arguments.Number(2), 0, length));
        if (to < from)
            return null;
        return arguments.Geometry(0).Factory.CreateLineString(Part(line, from, to));
    }

    private static double Length(Coordinate[] line)
    {
        var total = 0.0;
        for (var i = 1; i < line.Length; i++)
            total += line[i].Distance(line[i - 1]);
        return total;
    }

    private static Coordinate[] Part(Coordinate[] line, double from, double to)
    {
        var result = new List<Coordinate> { At(line, from) ?? line[^1] };
        var walked = 0.0;
        for (var i = 1; i < line.Length; i++)
        {
            walked += line[i].Distance(line[i - 1]);
            if (walked > from + 1e-9 && walked < to - 1e-9)
                result.Add(line[i]);
        }

        result.Add(At(line, to) ?? line[^1]);
        return [.. result];
    }

    private static object? Extend(in Arguments arguments)
    {
        var (start, end) = (arguments.Number(1), arguments.Number(2));
        return arguments.Geometry(0) is LineString or MultiLineString ? ShapeChanges.Rebuilt(arguments.Geometry(0), run =>
        {
            var result = run.Select(at => at.Copy()).ToArray();
            result[0] = Beyond(run[1], run[0], start);
            result[^1] = Beyond(run[^2], run[^1], end);
            return result;
        }) : null;

        static Coordinate Beyond(Coordinate from, Coordinate to, double distance) =>
            ShapeFunctions.Azimuth(from, to) is { } azimuth ? ShapeMakers.Moved(to, distance, azimuth) : to;
    }

    private static object? Merge(in Arguments arguments)
    {
        if (arguments.Geometry(0) is LineString)
            return arguments.Geometry(0);
        var merger = new LineMerger();
        merger.Add(arguments.Geometry(0));
        var lines = merger.GetMergedLineStrings();
        return lines.Count == 1 ? lines[0] : lines.Count == 0 ? null
            : arguments.Geometry(0).Factory.CreateMultiLineString([.. lines.Cast<LineString>()]);
    }

    private static object? Close(Geometry geometry) => geometry is LineString or MultiLineString
        ? ShapeChanges.Rebuilt(geometry, ShapeMakers.Closed) : null;

    private static object? LocateM(in Arguments arguments)
    {
        var (line, m) = (Along(arguments.Geometry(0)), arguments.Number(1));
        return Place(line, m)?.Distance;
    }

    private static object? PointByM(in Arguments arguments) =>
        Place(Along(arguments.Geometry(0)), arguments.Number(1)) is var (_, at) ? arguments.Geometry(0).Factory.CreatePoint(at) : null;

    /// <summary>Where a line's measure first takes a value.</summary>
    private static (double Distance, Coordinate At)? Place(Coordinate[] line, double m)
    {
        var walked = 0.0;
        for (var i = 1; i < line.Length; walked += line[i].Distance(line[i - 1]), i++)
        {
            var (from, to) = (line[i - 1].M, line[i].M);
            if (double.IsNaN(from) || double.IsNaN(to) || m < Math.Min(from, to) || m > Math.Max(from, to))
                continue;
            var share = to == from ? 0 : (m - from) / (to - from);
            return (walked + share * line[i].Distance(line[i - 1]),
                new CoordinateM(line[i - 1].X + share * (line[i].X - line[i - 1].X), line[i - 1].Y + share * (line[i].Y - line[i - 1].Y),
                    m));
        }

        return null;
    }

    private delegate void Shape(Coordinate[] line, double from, double length, double height, int side, List<Coordinate> result);

    private static ObjectFunction Waves(string name, Shape shape) => new(name, "geometry wavelength amplitude strict?",
        (in Arguments a) => Wave(a.Geometry(0), a.Number(1), a.Number(2), a.Flag(3, false), shape));

    private static ObjectFunction RandomWaves(string name, Shape shape) =>
        new(name, "geometry min_wavelength max_wavelength min_amplitude max_amplitude seed?", (in Arguments a) =>
    {
        var random = a.Has(5) && a.Whole(5) != 0 ? new Random((int)(a.Whole(5) & int.MaxValue)) : a.Chance();
        var (shortest, longest, least, most) = (a.Number(1), a.Number(2), a.Number(3), a.Number(4));
        return Wave(a.Geometry(0), (shortest + longest) / 2, (least + most) / 2, true, shape, () =>
            (shortest + (longest - shortest) * random.NextDouble(), least + (most - least) * random.NextDouble()));
    });

    /// <summary>Half waves to one side and the other; as many whole ones as the line holds, unless strict.</summary>
    private static Geometry Wave(Geometry geometry, double wavelength, double amplitude, bool strict, Shape shape,
        Func<(double Wavelength, double Amplitude)>? random = null) =>
        ShapeChanges.Rebuilt(geometry, line =>
        {
            var length = Length(line);
            if (!(wavelength > 0) || length / wavelength * 64 > RequestLimits.ExpressionItems)
                throw new EvaluationFailure();
            var step = strict ? wavelength / 2 : length / Math.Max(Math.Ceiling(length / wavelength - 1e-9), 1) / 2;
            var result = new List<Coordinate> { line[0] };
            var (walked, side) = (0.0, -1);
            while (walked + 1e-9 < length)
            {
                var (own, height) = random is null ? (step * 2, amplitude) : random();
                var half = Math.Min(Math.Max(own / 2, wavelength / 64), length - walked);
                shape(line, walked, half, height, side, result);
                (walked, side) = (walked + half, -side);
            }

            if (!result[^1].Equals2D(line[^1]))
                result.Add(line[^1]);
            return [.. result];
        });

    private static Coordinate Aside(Coordinate[] line, double distance, double height)
    {
        var at = At(line, Math.Min(distance, Length(line))) ?? line[^1];
        var azimuth = (AngleAt(line, distance) as double? ?? 0) * Math.PI / 180;
        return ShapeMakers.Moved(at, height, azimuth + Math.PI / 2);
    }

    private static void Triangular(Coordinate[] line, double from, double length, double height, int side, List<Coordinate> result) =>
        result.Add(Aside(line, from + length / 2, side * height));

    private static void Square(Coordinate[] line, double from, double length, double height, int side, List<Coordinate> result)
    {
        result.Add(Aside(line, from, side * height));
        result.Add(Aside(line, from + length, side * height));
    }

    private static void Round(Coordinate[] line, double from, double length, double height, int side, List<Coordinate> result)
    {
        const int Steps = 16;
        for (var i = 1; i <= Steps; i++)
            result.Add(Aside(line, from + length * i / Steps, side * height * Math.Sin(Math.PI * i / Steps)));
    }

    private static object? Dashed(in Arguments arguments)
    {
        var pattern = arguments.List(1).Select(value => ObjectValues.TryNumber(value, out var number) ? Math.Max(number, 0)
            : throw new EvaluationFailure()).ToArray();
        var total = pattern.Sum();
        var geometry = arguments.Geometry(0);
        if (pattern.Length < 2 || total <= 0 || geometry.Length / total * pattern.Length > RequestLimits.ExpressionItems)
            throw new EvaluationFailure();
        var offset = arguments.Number(5) % total;
        var lines = ShapeChanges.Runs(geometry).Where(run => run.Length > 1).SelectMany(run =>
            Dashes(run, pattern, offset)).Select(dash => geometry.Factory.CreateLineString(dash)).ToArray();
        return lines.Length == 0 ? null : geometry.Factory.CreateMultiLineString(lines);
    }

    private static IEnumerable<Coordinate[]> Dashes(Coordinate[] line, double[] pattern, double offset)
    {
        var length = Length(line);
        var at = -(offset < 0 ? offset + pattern.Sum() : offset);
        for (var i = 0; at < length; at += pattern[i], i = (i + 1) % pattern.Length)
            if (i % 2 == 0 && at + pattern[i] > 0 && pattern[i] > 0)
                yield return Part(line, Math.Max(at, 0), Math.Min(at + pattern[i], length));
    }
}
