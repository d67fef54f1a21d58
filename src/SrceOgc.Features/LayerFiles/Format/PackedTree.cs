using System.Runtime.Intrinsics;
using SrceOgc.Features.Geometries;

namespace SrceOgc.Features.LayerFiles.Format;

/// <summary>
/// A static R-tree over items already in Hilbert order: every sixteen consecutive boxes have a parent, the parents
/// follow the leaves in one array, the root comes last. There is nothing but boxes in it, since a child's place is
/// known from its parent's; and a walk visits the items in ascending order.
/// </summary>
internal static class PackedTree
{
    private const int NodeSize = 16;

    /// <summary>Appends the upper levels to the leaves; no leaves give no boxes.</summary>
    public static TreeBox[] Build(ReadOnlySpan<TreeBox> leaves)
    {
        var tree = new TreeBox[Size(leaves.Length)];
        leaves.CopyTo(tree);
        int start = 0, count = leaves.Length, at = count;
        while (count > 1)
        {
            for (var i = 0; i < count; i += NodeSize, at++)
                tree[at] = Bounds(tree.AsSpan(start + i, Math.Min(NodeSize, count - i)));
            start += count;
            count = at - start;
        }

        return tree;
    }

    private static TreeBox Bounds(ReadOnlySpan<TreeBox> boxes)
    {
        var bounds = TreeBox.Nothing;
        foreach (ref readonly var box in boxes)
            bounds = bounds.Union(box);
        return bounds;
    }

    public static int Size(int leaves)
    {
        var size = leaves;
        for (var count = leaves; count > 1; size += count)
            count = (count + NodeSize - 1) / NodeSize;
        return size;
    }

    /// <summary>Sets the bit of every leaf that meets the window, and is not hidden, in <paramref name="found"/>.</summary>
    public static void Search(ReadOnlySpan<TreeBox> tree, int leaves, in TreeBox window, Func<Envelope, bool>? isHidden, Bitmap found)
    {
        if (leaves == 0)
            return;
        Span<Level> levels = stackalloc Level[10];
        var depth = 0;
        var start = 0;
        for (var count = leaves; ; count = (count + NodeSize - 1) / NodeSize)
        {
            levels[depth] = new(start, count);
            if (count == 1)
                break;
            start += count;
            depth++;
        }

        new Walk(tree, levels, window, isHidden, found).Visit(depth, 0);
    }

    private readonly record struct Level(int Start, int Count);

    private readonly ref struct Walk(ReadOnlySpan<TreeBox> tree, ReadOnlySpan<Level> levels, TreeBox window, Func<Envelope, bool>? isHidden,
        Bitmap found)
    {
        private readonly ReadOnlySpan<TreeBox> _tree = tree;
        private readonly ReadOnlySpan<Level> _levels = levels;
        private readonly Vector128<float> _limits = window.Limits;

        public void Visit(int depth, int node)
        {
            ref readonly var box = ref _tree[_levels[depth].Start + node];
            if (!box.Meets(_limits) || (isHidden is not null && isHidden(box.ToEnvelope())))
                return;
            if (depth == 0)
                found.Set(node);
            else if (isHidden is null && box.Within(window))
                SetAll(depth, node);
            else
                VisitChildren(depth - 1, node * NodeSize);
        }

        private void VisitChildren(int depth, int first)
        {
            var end = Math.Min(first + NodeSize, _levels[depth].Count);
            for (var child = first; child < end; child++)
                Visit(depth, child);
        }

        private void SetAll(int depth, int node)
        {
            var leavesEach = 1L << (4 * depth);
            var first = node * leavesEach;
            found.SetRange((int)first, (int)Math.Min(first + leavesEach, _levels[0].Count));
        }
    }
}
