<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor xmlns="http://www.opengis.net/sld" xmlns:se="http://www.opengis.net/se" xmlns:ogc="http://www.opengis.net/ogc" version="1.1.0">
  <NamedLayer>
    <se:Name>remarques_surfaces</se:Name>
    <UserStyle>
      <se:Name>remarques_surfaces</se:Name>
      <se:Description>
        <se:Title>Remarques des ateliers</se:Title>
      </se:Description>
      <se:FeatureTypeStyle>
        <se:Rule>
          <se:Description>
            <se:Title>Secteur d'une remarque</se:Title>
          </se:Description>
          <se:PolygonSymbolizer uom="mm">
            <se:Fill>
              <se:SvgParameter name="fill">#fff59d</se:SvgParameter>
              <se:SvgParameter name="fill-opacity">0.35</se:SvgParameter>
            </se:Fill>
            <se:Stroke>
              <se:SvgParameter name="stroke">#f9a825</se:SvgParameter>
              <se:SvgParameter name="stroke-width">0.45</se:SvgParameter>
              <se:SvgParameter name="stroke-linejoin">round</se:SvgParameter>
              <se:SvgParameter name="stroke-dasharray">1.6 1</se:SvgParameter>
            </se:Stroke>
          </se:PolygonSymbolizer>
        </se:Rule>
      </se:FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
