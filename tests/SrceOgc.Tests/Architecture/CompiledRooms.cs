using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SrceOgc.Tests.Architecture;

/// <summary>Who sees whom among the rooms (namespaces) of one compiled assembly, and by which types, as its metadata and its code
/// say.</summary>
internal sealed class CompiledRooms
{
    private readonly MetadataReader _metadata;
    private readonly PEReader _assembly;
    private readonly RoomNames _names;

    /// <summary>Room, room it sees, and one example "Type -> Type".</summary>
    public Dictionary<(string From, string To), string> Sights { get; } = [];

    public CompiledRooms(string path)
    {
        using var stream = File.OpenRead(path);
        _assembly = new PEReader(stream);
        _metadata = _assembly.GetMetadataReader();
        _names = new RoomNames(_metadata);
        using (_assembly)
        {
            foreach (var handle in _metadata.TypeDefinitions)
                Read(handle);
        }
    }

    /// <summary>The assemblies that one refers to.</summary>
    public static string[] References(string path)
    {
        using var assembly = new PEReader(File.OpenRead(path));
        var metadata = assembly.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    private void Read(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        var own = _names.Of(handle);
        if (!own.StartsWith("SrceOgc.", StringComparison.Ordinal))
            return;
        See(own, _names.Of(type.BaseType));
        foreach (var implemented in type.GetInterfaceImplementations())
            See(own, _names.Of(_metadata.GetInterfaceImplementation(implemented).Interface));
        foreach (var field in type.GetFields())
            See(own, _metadata.GetFieldDefinition(field).DecodeSignature(_names, null));
        foreach (var method in type.GetMethods())
            Read(own, _metadata.GetMethodDefinition(method));
    }

    private void Read(string own, MethodDefinition method)
    {
        var signature = method.DecodeSignature(_names, null);
        See(own, signature.ReturnType);
        foreach (var parameter in signature.ParameterTypes)
            See(own, parameter);
        if (method.RelativeVirtualAddress == 0)
            return;
        var body = _assembly.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
            foreach (var local in _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_names, null))
                See(own, local);
        foreach (var token in IntermediateCode.Tokens(body.GetILReader()))
            See(own, _names.Of(token));
    }

    /// <param name="own">Full name of the type that sees.</param>
    /// <param name="seen">Full names, separated by blanks.</param>
    private void See(string own, string seen)
    {
        foreach (var name in seen.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (from, to) = (Room(own), Room(name));
            if (from != to && to.StartsWith("SrceOgc.", StringComparison.Ordinal))
                Sights.TryAdd((from, to), $"{own} -> {name}");
        }
    }

    private static string Room(string type) => type.LastIndexOf('.') is > 0 and var dot ? type[..dot] : "";

    /// <summary>Full names of the types that a handle or a signature names, separated by blanks; nested types are their
    /// outermost.</summary>
    private sealed class RoomNames(MetadataReader metadata) : ISignatureTypeProvider<string, object?>
    {
        public string Of(EntityHandle handle) => handle.IsNil ? "" : handle.Kind switch
        {
            HandleKind.TypeDefinition => Of((TypeDefinitionHandle)handle),
            HandleKind.TypeReference => Of((TypeReferenceHandle)handle),
            HandleKind.TypeSpecification => metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null),
            HandleKind.MethodDefinition => Of(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType()),
            HandleKind.FieldDefinition => Of(metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType()),
            HandleKind.MemberReference => Of(metadata.GetMemberReference((MemberReferenceHandle)handle).Parent),
            HandleKind.MethodSpecification => Of((MethodSpecificationHandle)handle),
            _ => "",
        };

        public string Of(TypeDefinitionHandle handle)
        {
            var type = metadata.GetTypeDefinition(handle);
            while (!type.GetDeclaringType().IsNil)
                type = metadata.GetTypeDefinition(type.GetDeclaringType());
            return Full(metadata.GetString(type.Namespace), metadata.GetString(type.Name));
        }

        private string Of(TypeReferenceHandle handle)
        {
            var type = metadata.GetTypeReference(handle);
            while (type.ResolutionScope.Kind == HandleKind.TypeReference)
                type = metadata.GetTypeReference((TypeReferenceHandle)type.ResolutionScope);
            return Full(metadata.GetString(type.Namespace), metadata.GetString(type.Name));
        }

        private string Of(MethodSpecificationHandle handle)
        {
            var method = metadata.GetMethodSpecification(handle);
            return string.Join(' ', method.DecodeSignature(this, null).Prepend(Of(method.Method)));
        }

        private static string Full(string space, string name) => space.Length == 0 ? "" : $"{space}.{name}";

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Of(handle);

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => Of(handle);

        public string GetTypeFromSpecification(MetadataReader reader, object? context, TypeSpecificationHandle handle, byte rawTypeKind) =>
            Of(handle);

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> arguments) =>
            string.Join(' ', arguments.Prepend(genericType));

        public string GetFunctionPointerType(MethodSignature<string> signature) =>
            string.Join(' ', signature.ParameterTypes.Append(signature.ReturnType));

        public string GetArrayType(string elementType, ArrayShape shape) => elementType;

        public string GetSZArrayType(string elementType) => elementType;

        public string GetByReferenceType(string elementType) => elementType;

        public string GetPointerType(string elementType) => elementType;

        public string GetPinnedType(string elementType) => elementType;

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => "";

        public string GetGenericMethodParameter(object? context, int index) => "";

        public string GetGenericTypeParameter(object? context, int index) => "";
    }
}
