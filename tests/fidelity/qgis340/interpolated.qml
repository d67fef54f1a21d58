<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis simplifyMaxScale="1" version="3.40.6-Bratislava" autoRefreshMode="Disabled" labelsEnabled="0" simplifyLocal="1" simplifyAlgorithm="0" autoRefreshTime="0" simplifyDrawingTol="1" symbologyReferenceScale="-1" hasScaleBasedVisibilityFlag="0" minScale="100000000" simplifyDrawingHints="1" styleCategories="Symbology|Labeling|Rendering" maxScale="0">
  <renderer-v2 symbollevels="0" type="singleSymbol" referencescale="-1" enableorderby="0" forceraster="0">
    <symbols>
      <symbol type="line" name="0" is_animated="0" alpha="1" frame_rate="10" clip_to_extent="1" force_rhr="0">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" value="" name="name"/>
            <Option name="properties"/>
            <Option type="QString" value="collection" name="type"/>
          </Option>
        </data_defined_properties>
        <layer id="{083085ea-3b21-4111-bd2d-dbd81f23c549}" pass="0" class="InterpolatedLine" locked="1" enabled="1">
          <Option type="Map">
            <Option type="Map" name="color_ramp_shader">
              <Option type="int" value="1" name="color_ramp_shader_classification_mode"/>
              <Option name="color_ramp_shader_items_list"/>
              <Option type="int" value="6" name="color_ramp_shader_label_precision"/>
              <Option type="double" value="nan" name="color_ramp_shader_maximum_value"/>
              <Option type="double" value="nan" name="color_ramp_shader_minimum_value"/>
              <Option type="int" value="0" name="color_ramp_shader_type"/>
              <Option type="int" value="0" name="color_ramp_shader_value_out_of_range"/>
            </Option>
            <Option type="int" value="0" name="coloring_method"/>
            <Option type="QString" value="0.26" name="line_width"/>
            <Option type="QString" value="MM" name="line_width_unit"/>
            <Option type="QString" value="0,0,0,255,rgb:0,0,0,1" name="single_color"/>
            <Option type="int" value="0" name="width_varying_ignore_out_of_range"/>
            <Option type="int" value="0" name="width_varying_is_variable_width"/>
            <Option type="double" value="10" name="width_varying_maximum_value"/>
            <Option type="double" value="3" name="width_varying_maximum_width"/>
            <Option type="double" value="0" name="width_varying_minimum_value"/>
            <Option type="double" value="0.26" name="width_varying_minimum_width"/>
            <Option type="int" value="0" name="width_varying_use_absolute_value"/>
          </Option>
          <data_defined_properties>
            <Option type="Map">
              <Option type="QString" value="" name="name"/>
              <Option name="properties"/>
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
  <layerGeometryType>1</layerGeometryType>
</qgis>
