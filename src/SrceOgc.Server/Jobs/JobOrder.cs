using SrceOgc.Server.Http;

namespace SrceOgc.Server.Jobs;

/// <summary>Work too long for a request.</summary>
/// <param name="Title">What is made, in words.</param>
/// <param name="FileName">For its reader.</param>
/// <param name="ContentType">Of the file.</param>
/// <param name="Bytes">About how large it will be: counted before work begins.</param>
/// <param name="Key">The same work has the same: who asks again for what they have asked for gets the same job.</param>
/// <param name="Make">Writes the file; looks at the budget, and tells how far it is.</param>
internal sealed record JobOrder(
    string Title, string FileName, string ContentType, long Bytes, string Key, Action<RequestedWork, Stream, JobProgress> Make);

/// <summary>How far a job is; written by its thread, read by others.</summary>
internal sealed class JobProgress
{
    /// <summary>For work nobody looks at.</summary>
    public static JobProgress Unwatched => new();

    private volatile JobStep _step = new(0, 0, "");

    public JobStep Step => _step;

    public void Say(int done, int of, string what) => _step = new(done, of, what);
}

/// <summary>So many of so many; what is being done.</summary>
internal sealed record JobStep(int Done, int Of, string What)
{
    /// <summary>0 to 1.</summary>
    public double Share => Of > 0 ? Math.Clamp((double)Done / Of, 0, 1) : 0;
}
