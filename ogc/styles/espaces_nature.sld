<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor xmlns="http://www.opengis.net/sld" xmlns:se="http://www.opengis.net/se" xmlns:ogc="http://www.opengis.net/ogc" version="1.1.0">
  <NamedLayer>
    <se:Name>espaces_nature</se:Name>
    <UserStyle>
      <se:Name>espaces_nature</se:Name>
      <se:Description>
        <se:Title>Espaces de nature et zones tampons</se:Title>
      </se:Description>
      <se:FeatureTypeStyle>
        <se:Rule>
          <se:Description>
            <se:Title>Espace à intérêt écologique majeur</se:Title>
          </se:Description>
          <ogc:Filter>
            <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!" matchCase="false">
              <ogc:PropertyName>vocation</ogc:PropertyName>
              <ogc:Literal>*majeur*</ogc:Literal>
            </ogc:PropertyIsLike>
          </ogc:Filter>
          <se:PolygonSymbolizer uom="mm">
            <se:Fill>
              <se:SvgParameter name="fill">#66a844</se:SvgParameter>
              <se:SvgParameter name="fill-opacity">0.55</se:SvgParameter>
            </se:Fill>
            <se:Stroke>
              <se:SvgParameter name="stroke">#41792a</se:SvgParameter>
              <se:SvgParameter name="stroke-width">0.25</se:SvgParameter>
              <se:SvgParameter name="stroke-linejoin">round</se:SvgParameter>
            </se:Stroke>
          </se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Description>
            <se:Title>Espace à vocation mixte</se:Title>
          </se:Description>
          <ogc:Filter>
            <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!" matchCase="false">
              <ogc:PropertyName>vocation</ogc:PropertyName>
              <ogc:Literal>*mixte*</ogc:Literal>
            </ogc:PropertyIsLike>
          </ogc:Filter>
          <se:PolygonSymbolizer uom="mm">
            <se:Fill>
              <se:SvgParameter name="fill">#b5cf6b</se:SvgParameter>
              <se:SvgParameter name="fill-opacity">0.55</se:SvgParameter>
            </se:Fill>
            <se:Stroke>
              <se:SvgParameter name="stroke">#7f9a3c</se:SvgParameter>
              <se:SvgParameter name="stroke-width">0.25</se:SvgParameter>
              <se:SvgParameter name="stroke-linejoin">round</se:SvgParameter>
            </se:Stroke>
          </se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Description>
            <se:Title>Espace de nature, zone tampon</se:Title>
          </se:Description>
          <se:ElseFilter/>
          <se:PolygonSymbolizer uom="mm">
            <se:Fill>
              <se:SvgParameter name="fill">#c5e1a5</se:SvgParameter>
              <se:SvgParameter name="fill-opacity">0.5</se:SvgParameter>
            </se:Fill>
            <se:Stroke>
              <se:SvgParameter name="stroke">#8bb05c</se:SvgParameter>
              <se:SvgParameter name="stroke-width">0.25</se:SvgParameter>
              <se:SvgParameter name="stroke-linejoin">round</se:SvgParameter>
            </se:Stroke>
          </se:PolygonSymbolizer>
        </se:Rule>
      </se:FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
