using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Json;
using SrceOgc.Features.LayerFiles.Format;

namespace SrceOgc.Features.LayerFiles.Building;

/// <summary>Writes the sections of a layer file (see <see cref="LayerHeader"/>) one after the other, each aligned to 64 bytes.</summary>
internal sealed class LayerFileWriter : IDisposable
{
    private const int Alignment = 64;
    private const int MostBytesAtOnce = 1 << 30;

    private readonly FileStream _stream;
    private readonly Dictionary<string, SectionRange> _sections = [];
    private readonly XxHash3 _hash = new();
    private readonly byte[] _buffer = new byte[1 << 16];
    private string? _open;
    private long _openedAt;

    public LayerFileWriter(string path)
    {
        _stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 18);
        _stream.Write(LayerHeader.Magic);
    }

    public void Section<T>(string name, ReadOnlySpan<T> items)
        where T : unmanaged
    {
        Begin(name);
        Append(items);
        End();
    }

    public void Begin(string name)
    {
        while (_stream.Position % Alignment != 0)
            _stream.WriteByte(0);
        _open = name;
        _openedAt = _stream.Position;
    }

    public void Append<T>(ReadOnlySpan<T> items)
        where T : unmanaged
    {
        var step = MostBytesAtOnce / Marshal.SizeOf<T>();
        for (; items.Length > step; items = items[step..])
            Write(MemoryMarshal.AsBytes(items[..step]));
        Write(MemoryMarshal.AsBytes(items));
    }

    public void Append(Stream content)
    {
        for (int read; (read = content.Read(_buffer)) > 0;)
            Write(_buffer.AsSpan(0, read));
    }

    public void End()
    {
        _sections.Add(_open!, new(_openedAt, _stream.Position - _openedAt, _hash.GetCurrentHashAsUInt64()));
        _hash.Reset();
        _open = null;
    }

    /// <summary>Writes the directory and makes the file durable.</summary>
    public void Finish(LayerHeader header)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(header with { Sections = _sections }, LayerHeaderJson.Default.LayerHeader);
        _stream.Write(json);
        _stream.Write(BitConverter.GetBytes((long)json.Length));
        _stream.Write(BitConverter.GetBytes(XxHash3.HashToUInt64(json)));
        _stream.Write(LayerHeader.Magic);
        _stream.Flush(flushToDisk: true);
    }

    public void Dispose() => _stream.Dispose();

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _hash.Append(bytes);
        _stream.Write(bytes);
    }
}
