using SrceOgc.Features.Texts;

namespace SrceOgc.Server.Diagnostics;

/// <summary>One thing that was tried: <paramref name="Fault"/> says what failed and how to mend it, null when all is well.</summary>
internal sealed record DiagnosticResult(Text Title, Text? Fault)
{
    public bool IsWell => Fault is null;
}
