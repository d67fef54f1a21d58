namespace SrceOgc.Features.LayerFiles.Format;

/// <summary>
/// Dates in the spellings files hold and GDAL reads (OGRParseDate): year, month and day with - or / between them, one digit where one
/// will do; then after a space or T hours, minutes, seconds and any decimals; then Z or an offset (+1, +01, +0100, +01:00).
/// A day that its month does not have is no date.
/// </summary>
internal static class DateText
{
    /// <summary>Milliseconds since 1970-01-01 as the text counts them, and how many minutes east of Greenwich it counts.</summary>
    public readonly record struct Moment(long Local, int OffsetMinutes);

    public static bool TryRead(ReadOnlySpan<byte> text, out Moment moment)
    {
        moment = default;
        var reader = new Reader { Rest = text.Trim((byte)' ') };
        if (!reader.Date(out var day))
            return false;
        if (reader.Rest.Length == 0)
        {
            moment = new(day, 0);
            return true;
        }

        if (!reader.Time(out var time) || !reader.Offset(out var offset) || reader.Rest.Length > 0)
            return false;
        moment = new(day + time, offset);
        return true;
    }

    private ref struct Reader
    {
        public ReadOnlySpan<byte> Rest;

        public bool Date(out long milliseconds)
        {
            milliseconds = 0;
            if (!Number(4, 4, out var year) || Rest.Length == 0 || Rest[0] is not ((byte)'-' or (byte)'/'))
                return false;
            var separator = Rest[0];
            if (!Accept(separator) || !Number(1, 2, out var month) || !Accept(separator) || !Number(1, 2, out var day)
                || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
                return false;
            milliseconds = (new DateTime(year, month, day) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;
            return true;
        }

        public bool Time(out long milliseconds)
        {
            milliseconds = 0;
            int second = 0, thousandth = 0;
            if (!(Accept((byte)'T') || Accept((byte)' ')) || !Number(1, 2, out var hour) || !Accept((byte)':')
                || !Number(1, 2, out var minute))
                return false;
            if (Accept((byte)':') && !(Number(1, 2, out second) && Decimals(out thousandth)))
                return false;
            milliseconds = ((hour * 60L + minute) * 60 + second) * 1000 + thousandth;
            return hour < 24 && minute < 60 && second <= 60;
        }

        public bool Offset(out int minutes)
        {
            minutes = 0;
            Rest = Rest.TrimStart((byte)' ');
            if (Rest.Length == 0 || Accept((byte)'Z'))
                return true;
            var sign = Accept((byte)'-') ? -1 : Accept((byte)'+') ? 1 : 0;
            if (sign == 0 || !Number(1, 4, out var hours))
                return false;
            var rest = 0;
            if (hours >= 100)
                (hours, rest) = (hours / 100, hours % 100);
            else if (Accept((byte)':') && !Number(2, 2, out rest))
                return false;
            minutes = sign * (hours * 60 + rest);
            return hours <= 15 && rest < 60;
        }

        private bool Decimals(out int thousandth)
        {
            thousandth = 0;
            if (!Accept((byte)'.'))
                return true;
            var scale = 100;
            var any = false;
            for (; Rest.Length > 0 && Rest[0] is >= (byte)'0' and <= (byte)'9'; Rest = Rest[1..], scale /= 10, any = true)
                thousandth += (Rest[0] - '0') * scale;
            return any;
        }

        private bool Number(int least, int most, out int number)
        {
            number = 0;
            var digits = 0;
            for (; digits < most && Rest.Length > 0 && Rest[0] is >= (byte)'0' and <= (byte)'9'; digits++, Rest = Rest[1..])
                number = number * 10 + Rest[0] - '0';
            return digits >= least;
        }

        private bool Accept(byte expected)
        {
            if (Rest.Length == 0 || Rest[0] != expected)
                return false;
            Rest = Rest[1..];
            return true;
        }
    }
}
