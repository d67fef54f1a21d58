namespace SrceOgc.Features.LayerFiles.Building;

/// <summary>
/// What a build lets go of is mostly large arrays, which the collector finds late and leaves as holes: a large layer would take
/// several times what it needs. Given back where much has just been let go of; small layers never come to it.
/// </summary>
public static class BuildMemory
{
    private const long Much = 128 << 20;

    public static void GiveBackIfMuch()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) > Much)
            GiveBack();
    }

    public static void GiveBack() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
