using System.Text.Json;
using SrceOgc.Features.Budgets;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.Jobs;

/// <summary>
/// The folders of jobs, <c>travaux/{id}</c> of the data folder: what is known of one, and its file once it is whole. They go a day after
/// their end. Made with the first job.
/// </summary>
internal sealed class JobFiles(string dataFolder)
{
    private const string StateName = "etat.json", FileName = "fichier";

    private readonly string _folder = Path.Combine(dataFolder, "travaux");

    public bool AnyLeft => Directory.Exists(_folder);

    public string PathOf(string id) => Path.Combine(_folder, id, FileName);

    public string UnfinishedPathOf(string id) => PathOf(id) + ".encours";

    /// <summary>Those of earlier processes too; what cannot be read any more goes.</summary>
    public IEnumerable<JobState> All()
    {
        foreach (var folder in Directory.Exists(_folder) ? Directory.GetDirectories(_folder) : [])
            if (Read(folder) is { } state)
                yield return state;
            else
                Directory.Delete(folder, recursive: true);
    }

    public void Write(JobState state)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, state.Id)).FullName;
        var next = Path.Combine(folder, StateName + ".nouveau");
        File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(state, JobStateJson.Default.JobState));
        File.Move(next, Path.Combine(folder, StateName), overwrite: true);
    }

    /// <summary>The file is whole from here on.</summary>
    public void Finish(string id) => File.Move(UnfinishedPathOf(id), PathOf(id), overwrite: true);

    public void DropFile(string id)
    {
        File.Delete(UnfinishedPathOf(id));
        File.Delete(PathOf(id));
    }

    public void Drop(string id) => Directory.Delete(Path.Combine(_folder, id), recursive: true);

    /// <exception cref="ServiceException">507: the disk is too full for another file of this size.</exception>
    public void RequireRoom(long bytes) => RequireRoom(Directory.CreateDirectory(_folder).FullName, bytes);

    /// <summary>The same for any folder; what is made aside on the way is counted too.</summary>
    public static void RequireRoom(string folder, long bytes)
    {
        if (new DriveInfo(folder).AvailableFreeSpace < 4 * bytes + RequestLimits.DiskReserve)
            throw new ServiceException("InsufficientStorage", null, new(
                "Le serveur n'a plus assez de place pour préparer ce fichier ; recommencez plus tard.",
                "The server has too little room left to make this file; try again later."), 507);
    }

    private static JobState? Read(string folder)
    {
        try
        {
            var state = JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(folder, StateName)), JobStateJson.Default.JobState);
            return state is { FileName: not null, ContentType: not null, Title: not null } && state.Id == Path.GetFileName(folder)
                ? state : null;
        }
        catch (Exception fault) when (fault is IOException or JsonException)
        {
            return null;
        }
    }
}
