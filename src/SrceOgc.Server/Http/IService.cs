namespace SrceOgc.Server.Http;

/// <summary>A protocol behind the door.</summary>
internal interface IService
{
    /// <summary>The dialect of errors for this request, found without failing.</summary>
    ErrorDialect DialectOf(Parameters parameters);

    Task Answer(ServiceRequest request);
}
