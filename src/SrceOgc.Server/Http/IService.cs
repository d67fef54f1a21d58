namespace SrceOgc.Server.Http;

/// <summary>A protocol behind the request pipeline.</summary>
internal interface IService
{
    /// <summary>The dialect of errors for this request, found without failing.</summary>
    ErrorDialect DialectOf(Parameters parameters);

    /// <summary>What the address answers, as the field Allow says it; the path below <see cref="ServiceRequest.PublicUrl"/>.</summary>
    string MethodsAt(string path) => Methods.Reading;

    /// <summary>Whether what is put, posted or deleted here changes anything: then pages of other sites may not ask for it.</summary>
    bool Changes => false;

    Task Answer(ServiceRequest request);
}
