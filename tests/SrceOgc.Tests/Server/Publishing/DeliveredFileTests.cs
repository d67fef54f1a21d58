using System.Diagnostics;
using SrceOgc.Publishing.Deliveries;

namespace SrceOgc.Tests.Server.Publishing;

/// <summary>What lies in a drop folder under a GeoPackage's name and is none, or lies elsewhere: refused in words, never opened, never
/// copied.</summary>
public sealed class DeliveredFileTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("srceogc-").FullName;

    public DeliveredFileTests()
    {
        Directory.CreateDirectory(Drop);
        Directory.CreateDirectory(Path.Combine(_root, "ailleurs"));
        TestGeoPackage.Write(Elsewhere);
    }

    private string Drop => Path.Combine(_root, "depot");

    private string File1 => Path.Combine(Drop, "x.gpkg");

    private string Elsewhere => Path.Combine(_root, "ailleurs", "secret.gpkg");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_plain_file_is_taken_with_its_log_alone()
    {
        File.Copy(Elsewhere, File1);
        File.WriteAllText(File1 + "-wal", "journal");
        foreach (var other in new[] { "-shm", "-mj00000001", ".bak" })
            File.WriteAllText(File1 + other, "x");
        File.WriteAllText(File1 + "-journal", "");
        Assert.Null(Staging.RefusalOf(File1, Drop));
        using var staging = Copied();
        Assert.Equal(["source.gpkg", "source.gpkg-wal"], Directory.GetFiles(staging!.Folder).Select(f => Path.GetFileName(f)).Order());
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    public void A_file_with_a_journal_is_refused_until_it_is_gone(string journal)
    {
        File.Copy(Elsewhere, File1);
        File.WriteAllText(File1 + "-journal", journal);
        Assert.Contains("QGIS", Staging.RefusalOf(File1, Drop)!.Advice.French);
        Assert.Contains("QGIS", Staging.RefusalOf(File1, null)!.Advice.French);
        using (var staging = Copied())
            Assert.DoesNotContain(Directory.GetFiles(staging!.Folder), f => f.Contains("journal"));
        File.Delete(File1 + "-journal");
        Assert.Null(Staging.RefusalOf(File1, Drop));
    }

    [Fact]
    public void A_link_that_leaves_the_folder_is_refused_wherever_it_stands_on_the_way()
    {
        File.CreateSymbolicLink(File1, Elsewhere);
        AssertRefused("hors du dossier");
        File.Delete(File1);
        File.CreateSymbolicLink(File1, "../ailleurs/secret.gpkg");
        AssertRefused("hors du dossier");
        File.Delete(File1);
        Directory.CreateSymbolicLink(Path.Combine(Drop, "dossier"), Path.Combine(_root, "ailleurs"));
        File.CreateSymbolicLink(File1, "dossier/secret.gpkg");
        AssertRefused("hors du dossier");
        File.Delete(File1);
        File.CreateSymbolicLink(Path.Combine(Drop, "autre.lien"), Elsewhere);
        File.CreateSymbolicLink(File1, "autre.lien");
        AssertRefused("hors du dossier");
    }

    [Fact]
    public void A_log_or_journal_that_is_a_link_is_no_way_round()
    {
        File.Copy(Elsewhere, File1);
        File.CreateSymbolicLink(File1 + "-wal", Elsewhere);
        AssertRefused("hors du dossier");
        File.Delete(File1 + "-wal");
        File.CreateSymbolicLink(File1 + "-journal", Elsewhere);
        Assert.NotNull(Staging.RefusalOf(File1, Drop));
    }

    [Fact]
    public void A_link_inside_the_folder_and_a_folder_that_is_a_link_are_fine()
    {
        Directory.CreateDirectory(Path.Combine(Drop, "sous"));
        File.Copy(Elsewhere, Path.Combine(Drop, "sous", "vrai.donnees"));
        File.CreateSymbolicLink(File1, "sous/vrai.donnees");
        Assert.Null(Staging.RefusalOf(File1, Drop));
        Copied()!.Dispose();
        var door = Path.Combine(_root, "porte");
        Directory.CreateSymbolicLink(door, Drop);
        Assert.Null(Staging.RefusalOf(Path.Combine(door, "x.gpkg"), door));
    }

    [Fact]
    public void A_link_to_nothing_is_refused()
    {
        File.CreateSymbolicLink(File1, Path.Combine(_root, "nulle-part.gpkg"));
        AssertRefused("ne mène à rien");
    }

    [Fact]
    public void A_pipe_or_a_device_is_not_opened()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the type of a file is asked of Linux only");
        using (var pipe = Process.Start("mkfifo", [File1]))
            pipe.WaitForExit();
        AssertRefused("fichier ordinaire");
        Assert.False(Staging.LooksWhole(File1, Drop));
        File.Delete(File1);
        File.CreateSymbolicLink(File1, "/dev/zero");
        AssertRefused("fichier ordinaire");
    }

    /// <summary>Between the look and the copy a file may be exchanged for a link: the copy holds what it opened against the folder
    /// itself.</summary>
    [Fact]
    public void What_is_exchanged_for_a_link_after_the_look_is_not_copied()
    {
        File.CreateSymbolicLink(File1, Elsewhere);
        Assert.Null(Copied());
        Assert.False(Directory.Exists(Path.Combine(_root, "quarantaine")));
    }

    private Staging? Copied() => Staging.TryCopy(File1, Path.Combine(_root, "quarantaine"), Drop, CancellationToken.None);

    private void AssertRefused(string words)
    {
        Assert.Contains(words, Staging.RefusalOf(File1, Drop)!.Message.French);
        Assert.Null(Copied());
    }
}
