using System.Text.Json.Serialization;
using SrceOgc.Features.Texts;

namespace SrceOgc.Server.Jobs;

/// <summary>Written by these names, in files and answers.</summary>
internal enum JobPhase
{
    Attente,
    Cours,
    Fini,
    Echec,
    Annule,

    /// <summary>The server stopped before its end.</summary>
    Perdu,
}

/// <summary>What is kept of a job beside its file, so that it can be told after a restart too.</summary>
/// <param name="Id">Unguessable: who knows it may read a job of nobody in particular.</param>
/// <param name="Title">What is made, in the language of who asked.</param>
/// <param name="FileName">The file's name for its reader.</param>
/// <param name="ContentType">Of the file.</param>
/// <param name="TokenId">Of the token that asked: nobody else may read or cancel it; null for anybody's.</param>
/// <param name="Asked">In UTC.</param>
internal sealed record JobState(string Id, string Title, string FileName, string ContentType, string? TokenId, DateTime Asked)
{
    public JobPhase Phase { get; init; }

    public DateTime? Ended { get; init; }

    /// <summary>Of the finished file.</summary>
    public long Bytes { get; init; }

    /// <summary>Why it failed.</summary>
    public Text? Fault { get; init; }

    public int FaultStatus { get; init; }

    [JsonIgnore]
    public bool IsOver => Phase is not (JobPhase.Attente or JobPhase.Cours);
}

[JsonSerializable(typeof(JobState))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class JobStateJson : JsonSerializerContext;
