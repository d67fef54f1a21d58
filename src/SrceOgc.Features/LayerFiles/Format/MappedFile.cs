using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Microsoft.Win32.SafeHandles;

namespace SrceOgc.Features.LayerFiles.Format;

/// <summary>
/// A whole file mapped for reading. Only files of the private store are mapped: they are written once, renamed
/// into place and never changed, so that a page can never be missing under a reader (a truncated mapped file kills the process).
/// </summary>
internal sealed unsafe partial class MappedFile : IDisposable
{
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    /// <exception cref="InvalidDataException">The file is empty.</exception>
    public MappedFile(string path)
    {
        Handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        Length = RandomAccess.GetLength(Handle);
        if (Length == 0)
        {
            Handle.Dispose();
            throw new InvalidDataException("The file is empty.");
        }

        _map = MemoryMappedFile.CreateFromFile(Handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    public long Length { get; }

    /// <summary>For plain reads of what is mapped, wherever the file was renamed to since.</summary>
    public SafeFileHandle Handle { get; }

    /// <exception cref="InvalidDataException">The range is not inside the file.</exception>
    public MappedSpan<T> Section<T>(long offset, long bytes)
        where T : unmanaged
    {
        if (offset < 0 || bytes < 0 || offset > Length - bytes || bytes % sizeof(T) != 0)
            throw new InvalidDataException("A section lies outside its file.");
        return new((T*)(_start + offset), bytes / sizeof(T));
    }

    /// <summary>
    /// Lets go of the pages that were read. They stay in the system's cache and come back at the next touch, but no
    /// longer count as this process's memory. Readers notice nothing.
    /// </summary>
    public void ReleaseMappedMemory()
    {
        const int DontNeed = 4;
        if (OperatingSystem.IsLinux())
            _ = Advise(_start, (nuint)Length, DontNeed);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* start, nuint length, int advice);

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map.Dispose();
    }
}

/// <summary>
/// An array inside a mapped file; may hold more than two billion items. Valid as long as its publication is leased. Every place is held
/// against the array's length: what a damaged file points to must never be read as if it were there.
/// </summary>
internal readonly unsafe struct MappedSpan<T>(T* start, long length)
    where T : unmanaged
{
    private readonly T* _start = start;

    public long Length { get; } = length;

    /// <exception cref="DamagedLayerException">There is no such item: the file is damaged.</exception>
    public ref readonly T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((ulong)index >= (ulong)Length)
                DamagedLayerException.ThrowOutside();
            return ref _start[index];
        }
    }

    /// <summary>Asks for an item that will be read soon; does nothing where the processor cannot be asked.</summary>
    public void Prefetch(long index)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(_start + index);
    }

    public ReadOnlySpan<T> Span => new(_start, checked((int)Length));

    /// <summary>The items from <paramref name="start"/> up to but without <paramref name="end"/>.</summary>
    /// <exception cref="DamagedLayerException">They are not all there: the file is damaged.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<T> Between(long start, long end)
    {
        if ((ulong)end > (ulong)Length || (ulong)start > (ulong)end || end - start > int.MaxValue)
            DamagedLayerException.ThrowOutside();
        return new(_start + start, (int)(end - start));
    }
}
