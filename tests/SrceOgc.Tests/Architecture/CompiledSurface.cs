using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SrceOgc.Tests.Architecture;

/// <summary>What an assembly shows to others, and what it takes of them: outermost types, by full name, as its metadata say.</summary>
internal sealed class CompiledSurface
{
    private const MethodAttributes Visible = MethodAttributes.Family;

    /// <summary>Public types, each with the types of this product that its visible members name.</summary>
    public Dictionary<string, HashSet<string>> Shown { get; } = [];

    /// <summary>Types of this product in other assemblies that anything here names.</summary>
    public HashSet<string> Taken { get; } = [];

    public CompiledSurface(string path)
    {
        using var assembly = new PEReader(File.OpenRead(path));
        var metadata = assembly.GetMetadataReader();
        var names = new TypeNames(metadata);
        foreach (var handle in metadata.TypeReferences)
            Taken.UnionWith(TypeNames.Ours(names.Of(handle)));
        foreach (var handle in metadata.TypeDefinitions)
            Read(metadata, handle, names);
    }

    private void Read(MetadataReader metadata, TypeDefinitionHandle handle, TypeNames names)
    {
        var type = metadata.GetTypeDefinition(handle);
        var visibility = type.Attributes & TypeAttributes.VisibilityMask;
        if (visibility is not (TypeAttributes.Public or TypeAttributes.NestedPublic or TypeAttributes.NestedFamily
            or TypeAttributes.NestedFamORAssem) || !IsShown(metadata, type))
            return;
        var own = names.Of(handle);
        if (!own.StartsWith("SrceOgc.", StringComparison.Ordinal) || IsOfConstants(metadata, type))
            return;
        var named = Shown.TryGetValue(own, out var known) ? known : Shown[own] = [];
        Add(names.Of(type.BaseType));
        foreach (var implemented in type.GetInterfaceImplementations())
            Add(names.Of(metadata.GetInterfaceImplementation(implemented).Interface));
        foreach (var parameter in type.GetGenericParameters())
            foreach (var constraint in metadata.GetGenericParameter(parameter).GetConstraints())
                Add(names.Of(metadata.GetGenericParameterConstraint(constraint).Type));
        foreach (var field in type.GetFields().Select(metadata.GetFieldDefinition))
            if ((field.Attributes & FieldAttributes.FieldAccessMask) >= FieldAttributes.Family)
                Add(field.DecodeSignature(names, null));
        foreach (var method in type.GetMethods().Select(metadata.GetMethodDefinition))
            if ((method.Attributes & MethodAttributes.MemberAccessMask) >= Visible)
            {
                var signature = method.DecodeSignature(names, null);
                Add(signature.ReturnType);
                foreach (var parameter in signature.ParameterTypes)
                    Add(parameter);
            }

        void Add(string found) => named.UnionWith(TypeNames.Ours(found));
    }

    /// <summary>Constants are compiled into whoever uses them, and leave no trace of where they stood.</summary>
    private static bool IsOfConstants(MetadataReader metadata, TypeDefinition type) => type.GetMethods().Count == 0
        && type.GetFields().Select(metadata.GetFieldDefinition).All(field => field.Attributes.HasFlag(FieldAttributes.Literal));

    private static bool IsShown(MetadataReader metadata, TypeDefinition type)
    {
        while (!type.GetDeclaringType().IsNil)
            type = metadata.GetTypeDefinition(type.GetDeclaringType());
        return (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public;
    }

    /// <summary>Full names separated by blanks; nested types are their outermost.</summary>
    private sealed class TypeNames(MetadataReader metadata) : ISignatureTypeProvider<string, object?>
    {
        public static IEnumerable<string> Ours(string names) =>
            names.Split(' ').Where(name => name.StartsWith("SrceOgc.", StringComparison.Ordinal));

        public string Of(EntityHandle handle) => handle.IsNil ? "" : handle.Kind switch
        {
            HandleKind.TypeDefinition => Of((TypeDefinitionHandle)handle),
            HandleKind.TypeReference => Of((TypeReferenceHandle)handle),
            HandleKind.TypeSpecification => metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null),
            _ => "",
        };

        public string Of(TypeDefinitionHandle handle)
        {
            var type = metadata.GetTypeDefinition(handle);
            while (!type.GetDeclaringType().IsNil)
                type = metadata.GetTypeDefinition(type.GetDeclaringType());
            return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
        }

        public string Of(TypeReferenceHandle handle)
        {
            var type = metadata.GetTypeReference(handle);
            while (type.ResolutionScope.Kind == HandleKind.TypeReference)
                type = metadata.GetTypeReference((TypeReferenceHandle)type.ResolutionScope);
            return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
        }

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Of(handle);

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => Of(handle);

        public string GetTypeFromSpecification(MetadataReader reader, object? context, TypeSpecificationHandle handle, byte rawTypeKind) =>
            Of(handle);

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
            string.Join(' ', typeArguments.Prepend(genericType));

        public string GetFunctionPointerType(MethodSignature<string> signature) =>
            string.Join(' ', signature.ParameterTypes.Append(signature.ReturnType));

        public string GetArrayType(string elementType, ArrayShape shape) => elementType;

        public string GetSZArrayType(string elementType) => elementType;

        public string GetByReferenceType(string elementType) => elementType;

        public string GetPointerType(string elementType) => elementType;

        public string GetPinnedType(string elementType) => elementType;

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => $"{modifier} {unmodifiedType}";

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => "";

        public string GetGenericMethodParameter(object? genericContext, int index) => "";

        public string GetGenericTypeParameter(object? genericContext, int index) => "";
    }
}
