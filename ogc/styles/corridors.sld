<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor xmlns="http://www.opengis.net/sld" xmlns:se="http://www.opengis.net/se" xmlns:ogc="http://www.opengis.net/ogc" version="1.1.0">
  <NamedLayer>
    <se:Name>corridors</se:Name>
    <UserStyle>
      <se:Name>corridors</se:Name>
      <se:Description>
        <se:Title>Corridors écologiques</se:Title>
      </se:Description>
      <se:FeatureTypeStyle>
        <se:Rule>
          <se:Description>
            <se:Title>Corridor écologique à restaurer</se:Title>
          </se:Description>
          <ogc:Filter>
            <ogc:Or>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>objectif</ogc:PropertyName>
                <ogc:Literal>02</ogc:Literal>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>objectif</ogc:PropertyName>
                <ogc:Literal>2</ogc:Literal>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!" matchCase="false">
                <ogc:PropertyName>objectif</ogc:PropertyName>
                <ogc:Literal>*restaur*</ogc:Literal>
              </ogc:PropertyIsLike>
              <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!" matchCase="false">
                <ogc:PropertyName>objectif</ogc:PropertyName>
                <ogc:Literal>*remise*</ogc:Literal>
              </ogc:PropertyIsLike>
              <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!" matchCase="false">
                <ogc:PropertyName>objectif</ogc:PropertyName>
                <ogc:Literal>*remettre*</ogc:Literal>
              </ogc:PropertyIsLike>
              <ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!" matchCase="false">
                <ogc:PropertyName>objectif</ogc:PropertyName>
                <ogc:Literal>*reconqu*</ogc:Literal>
              </ogc:PropertyIsLike>
            </ogc:Or>
          </ogc:Filter>
          <se:PolygonSymbolizer uom="mm">
            <se:Fill>
              <se:GraphicFill>
                <se:Graphic>
                  <se:Mark>
                    <se:WellKnownName>shape://slash</se:WellKnownName>
                    <se:Stroke>
                      <se:SvgParameter name="stroke">#ef6c00</se:SvgParameter>
                      <se:SvgParameter name="stroke-width">0.34</se:SvgParameter>
                      <se:SvgParameter name="stroke-linejoin">round</se:SvgParameter>
                    </se:Stroke>
                  </se:Mark>
                  <se:Size>2.8</se:Size>
                </se:Graphic>
              </se:GraphicFill>
            </se:Fill>
            <se:Stroke>
              <se:SvgParameter name="stroke">#ef6c00</se:SvgParameter>
              <se:SvgParameter name="stroke-width">0.4</se:SvgParameter>
              <se:SvgParameter name="stroke-linejoin">round</se:SvgParameter>
              <se:SvgParameter name="stroke-dasharray">2.2 1.2</se:SvgParameter>
            </se:Stroke>
          </se:PolygonSymbolizer>
        </se:Rule>
        <se:Rule>
          <se:Description>
            <se:Title>Corridor écologique</se:Title>
          </se:Description>
          <se:ElseFilter/>
          <se:PolygonSymbolizer uom="mm">
            <se:Fill>
              <se:SvgParameter name="fill">#f6c445</se:SvgParameter>
              <se:SvgParameter name="fill-opacity">0.38</se:SvgParameter>
            </se:Fill>
            <se:Stroke>
              <se:SvgParameter name="stroke">#d99a12</se:SvgParameter>
              <se:SvgParameter name="stroke-width">0.3</se:SvgParameter>
              <se:SvgParameter name="stroke-linejoin">round</se:SvgParameter>
            </se:Stroke>
          </se:PolygonSymbolizer>
        </se:Rule>
      </se:FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
