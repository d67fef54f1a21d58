<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis hasScaleBasedVisibilityFlag="0" simplifyDrawingTol="1" labelsEnabled="0" styleCategories="Symbology|Labeling|Rendering" minScale="100000000" simplifyAlgorithm="0" symbologyReferenceScale="-1" maxScale="0" autoRefreshMode="Disabled" autoRefreshTime="0" simplifyMaxScale="1" simplifyLocal="1" simplifyDrawingHints="1" version="3.40.6-Bratislava">
  <renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0" referencescale="-1">
    <symbols>
      <symbol type="fill" is_animated="0" alpha="1" clip_to_extent="1" force_rhr="0" frame_rate="10" name="0">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" value="" name="name"/>
            <Option name="properties"/>
            <Option type="QString" value="collection" name="type"/>
          </Option>
        </data_defined_properties>
        <layer enabled="1" id="{64204807-a6ab-4e9a-940d-75499ef4b409}" pass="0" locked="0" class="GradientFill">
          <Option type="Map">
            <Option type="QString" value="0" name="angle"/>
            <Option type="QString" value="0,96,100,255,rgb:0,0.37647058823529411,0.39215686274509803,1" name="color"/>
            <Option type="QString" value="0" name="color_type"/>
            <Option type="QString" value="0" name="coordinate_mode"/>
            <Option type="QString" value="224,247,250,255,rgb:0.8784313725490196,0.96862745098039216,0.98039215686274506,1" name="gradient_color2"/>
            <Option type="QString" value="0,0" name="offset"/>
            <Option type="QString" value="3x:0,0,0,0,0,0" name="offset_map_unit_scale"/>
            <Option type="QString" value="MM" name="offset_unit"/>
            <Option type="QString" value="0.5,0" name="reference_point1"/>
            <Option type="QString" value="0" name="reference_point1_iscentroid"/>
            <Option type="QString" value="0.5,1" name="reference_point2"/>
            <Option type="QString" value="0" name="reference_point2_iscentroid"/>
            <Option type="QString" value="0" name="spread"/>
            <Option type="QString" value="0" name="type"/>
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" value="" name="name"/>
              <Option type="Map" name="properties">
                <Option type="Map" name="color2">
                  <Option type="bool" value="true" name="active"/>
                  <Option type="QString" value="if(classe = 'a', NULL, '#0000ff')" name="expression"/>
                  <Option type="int" value="3" name="type"/>
                </Option>
                <Option type="Map" name="fillColor">
                  <Option type="bool" value="true" name="active"/>
                  <Option type="QString" value="color_rgb(valeur * 15, 0, 0)" name="expression"/>
                  <Option type="int" value="3" name="type"/>
                </Option>
              </Option>
              <Option type="QString" value="collection" name="type"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
    </symbols>
    <rotation/>
    <sizescale/>
    <data-defined-properties>
      <Option type="Map">
        <Option type="QString" value="" name="name"/>
        <Option name="properties"/>
        <Option type="QString" value="collection" name="type"/>
      </Option>
    </data-defined-properties>
  </renderer-v2>
  <selection mode="Default">
    <selectionColor invalid="1"/>
  </selection>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
  <layerGeometryType>2</layerGeometryType>
</qgis>
