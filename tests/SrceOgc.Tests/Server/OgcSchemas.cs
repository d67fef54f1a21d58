using System.Xml;
using System.Xml.Schema;

namespace SrceOgc.Tests.Server;

/// <summary>Validates documents against the official schemas, read from the folder that mirrors their addresses, never from the
/// network.</summary>
internal sealed class OgcSchemas
{
    private readonly List<string> _errors = [];
    private readonly XmlSchemaSet _schemas;

    private OgcSchemas(params ReadOnlySpan<string> addresses)
    {
        _schemas = new XmlSchemaSet { XmlResolver = new Mirror() };
        _schemas.ValidationEventHandler += (_, fault) =>
        {
            if (fault.Severity == XmlSeverityType.Error)
                _errors.Add($"schema: {fault.Message}");
        };
        foreach (var address in addresses)
            _schemas.Add(null, address);
    }

    /// <summary>Schemas by their addresses; the test skips when they are not here.</summary>
    public static OgcSchemas Load(params ReadOnlySpan<string> addresses)
    {
        Assert.SkipUnless(Directory.Exists(Mirror.Folder), "the official schemas (shared/schemas) are not here");
        return new OgcSchemas(addresses);
    }

    /// <summary>Adds the application schema that DescribeFeatureType gave.</summary>
    public OgcSchemas With(string schema)
    {
        using var reader = XmlReader.Create(new StringReader(schema));
        _schemas.Add(null, reader);
        return this;
    }

    public void Validate(string document)
    {
        _schemas.Compile();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = _schemas, XmlResolver = null };
        settings.ValidationFlags = XmlSchemaValidationFlags.ReportValidationWarnings | XmlSchemaValidationFlags.ProcessIdentityConstraints;
        settings.ValidationEventHandler += (_, fault) => _errors.Add($"line {fault.Exception.LineNumber}: {fault.Message}");
        using var reader = XmlReader.Create(new StringReader(document), settings);
        while (reader.Read())
        {
        }
        Assert.True(_errors.Count == 0, string.Join('\n', _errors.Take(20)) + "\n\n" + document[..Math.Min(document.Length, 3000)]);
    }

    private sealed class Mirror : XmlUrlResolver
    {
        public static readonly string Folder = Path.GetFullPath(Path.Combine(SharedData.Directory, "../schemas"));

        public override object? GetEntity(Uri absoluteUri, string? role, Type? ofObjectToReturn)
        {
            var path = absoluteUri.IsFile
                ? absoluteUri.LocalPath : Path.Combine(Folder, absoluteUri.Host, absoluteUri.AbsolutePath.TrimStart('/'));
            return File.OpenRead(path);
        }
    }
}
