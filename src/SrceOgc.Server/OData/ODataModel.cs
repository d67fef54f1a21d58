using System.Runtime.CompilerServices;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;
using Microsoft.OData.Edm.Vocabularies;
using Microsoft.OData.Edm.Vocabularies.V1;
using SrceOgc.Features.Layers;
using SrceOgc.Features.ReferenceSystems;
using SrceOgc.Server.Catalogs;

namespace SrceOgc.Server.OData;

/// <summary>
/// The entity data model of a catalogue: an entity set a layer. Geometries are planar (Edm.Geometry) in the layer's own
/// system, or Edm.Geography where that is in degrees; any kind of geometry, since layers mix them.
/// </summary>
internal static class ODataModel
{
    public const string Namespace = "SrceOgc";

    private static readonly ConditionalWeakTable<Catalog, IEdmModel> Models = [], OpenModels = [];

    public static IEdmModel Of(Catalog catalog) => Models.GetValue(catalog, static catalog => Build(catalog, isOpen: false));

    /// <summary>The same for expressions: any name may be a property, and the builder of filters says which is none.</summary>
    public static IEdmModel Open(Catalog catalog) => OpenModels.GetValue(catalog, static catalog => Build(catalog, isOpen: true));

    private static EdmModel Build(Catalog catalog, bool isOpen)
    {
        var model = new EdmModel();
        var container = new EdmEntityContainer(Namespace, "Service");
        model.AddElement(container);
        model.SetEdmReferences([CoreVocabulary()]);
        foreach (var layer in catalog.Layers)
        {
            var type = EntityType(model, layer, isOpen);
            model.AddElement(type);
            Describe(model, container.AddEntitySet(layer.Name, type), layer.Title.French);
        }

        return model;
    }

    /// <summary>Where the terms of the descriptions are defined, as CSDL wants it said; nobody has to fetch it.</summary>
    private static EdmReference CoreVocabulary()
    {
        var reference = new EdmReference(new Uri("https://oasis-tcs.github.io/odata-vocabularies/vocabularies/Org.OData.Core.V1.xml"));
        reference.AddInclude(new EdmInclude("Core", "Org.OData.Core.V1"));
        return reference;
    }

    private static EdmEntityType EntityType(EdmModel model, CatalogLayer layer, bool isOpen)
    {
        var names = EntityNames.Of(layer.Type);
        var type = new EdmEntityType(Namespace, layer.Name + "_type", baseType: null, isAbstract: false, isOpen);
        type.AddKeys(type.AddStructuralProperty(names.Key, EdmPrimitiveTypeKind.Int64, isNullable: false));
        foreach (var field in layer.Type.Fields)
            Describe(model, type.AddStructuralProperty(field.Name, TypeOf(field)), field.Title);
        if (!layer.IsSpatial)
            return type;
        var kind = layer.Crs.IsGeographic ? EdmPrimitiveTypeKind.Geography : EdmPrimitiveTypeKind.Geometry;
        var srid = layer.Crs.Srid == CrsRegistry.LonLatSrid ? 4326 : layer.Crs.Srid;
        type.AddStructuralProperty(names.Geometry,
            new EdmSpatialTypeReference(EdmCoreModel.Instance.GetPrimitiveType(kind), isNullable: true, srid));
        Describe(model, type.AddStructuralProperty(names.GeometryText, EdmPrimitiveTypeKind.String),
            $"« {names.Geometry} » en WKT ; donné seulement quand $select le nomme");
        return type;
    }

    private static IEdmTypeReference TypeOf(Field field) => field.Kind switch
    {
        FieldKind.Boolean => EdmCoreModel.Instance.GetBoolean(field.Nullable),
        FieldKind.Integer => EdmCoreModel.Instance.GetInt64(field.Nullable),
        FieldKind.Real => EdmCoreModel.Instance.GetDouble(field.Nullable),
        FieldKind.Date => EdmCoreModel.Instance.GetDate(field.Nullable),
        FieldKind.DateTime => EdmCoreModel.Instance.GetTemporal(EdmPrimitiveTypeKind.DateTimeOffset, 3, field.Nullable),
        FieldKind.Blob => EdmCoreModel.Instance.GetBinary(field.Nullable),
        _ => EdmCoreModel.Instance.GetString(isUnbounded: false, maxLength: field.MaxLength > 0 ? field.MaxLength : null, isUnicode: null,
            isNullable: field.Nullable),
    };

    private static void Describe(EdmModel model, IEdmVocabularyAnnotatable target, string text)
    {
        var annotation = new EdmVocabularyAnnotation(target, CoreVocabularyModel.DescriptionTerm, new EdmStringConstant(text));
        annotation.SetSerializationLocation(model, EdmVocabularyAnnotationSerializationLocation.Inline);
        model.AddVocabularyAnnotation(annotation);
    }
}
