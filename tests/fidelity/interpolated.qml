<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis labelsEnabled="0" hasScaleBasedVisibilityFlag="0" simplifyLocal="1" version="3.22.16-Białowieża" minScale="100000000" styleCategories="Symbology|Labeling|Rendering" simplifyAlgorithm="0" simplifyMaxScale="1" maxScale="0" simplifyDrawingTol="1" symbologyReferenceScale="-1" simplifyDrawingHints="1">
  <renderer-v2 forceraster="0" type="singleSymbol" referencescale="-1" symbollevels="0" enableorderby="0">
    <symbols>
      <symbol clip_to_extent="1" force_rhr="0" name="0" type="line" alpha="1">
        <data_defined_properties>
          <Option type="Map">
            <Option value="" name="name" type="QString"/>
            <Option name="properties"/>
            <Option value="collection" name="type" type="QString"/>
          </Option>
        </data_defined_properties>
        <layer enabled="1" class="InterpolatedLine" pass="0" locked="1">
          <Option type="Map">
            <Option name="color_ramp_shader" type="Map">
              <Option value="1" name="color_ramp_shader_classification_mode" type="int"/>
              <Option name="color_ramp_shader_items_list"/>
              <Option value="6" name="color_ramp_shader_label_precision" type="int"/>
              <Option value="nan" name="color_ramp_shader_maximum_value" type="double"/>
              <Option value="nan" name="color_ramp_shader_minimum_value" type="double"/>
              <Option value="0" name="color_ramp_shader_type" type="int"/>
              <Option value="0" name="color_ramp_shader_value_out_of_range" type="int"/>
            </Option>
            <Option value="0" name="coloring_method" type="int"/>
            <Option value="0.26" name="line_width" type="QString"/>
            <Option value="MM" name="line_width_unit" type="QString"/>
            <Option value="0,0,0,255" name="single_color" type="QString"/>
            <Option value="0" name="width_varying_ignore_out_of_range" type="int"/>
            <Option value="0" name="width_varying_is_variable_width" type="int"/>
            <Option value="10" name="width_varying_maximum_value" type="double"/>
            <Option value="3" name="width_varying_maximum_width" type="double"/>
            <Option value="0" name="width_varying_minimum_value" type="double"/>
            <Option value="0.26" name="width_varying_minimum_width" type="double"/>
            <Option value="0" name="width_varying_use_absolute_value" type="int"/>
          </Option>
          <prop k="color_ramp_shader" v=""/>
          <prop k="coloring_method" v="0"/>
          <prop k="line_width" v="0.26"/>
          <prop k="line_width_unit" v="MM"/>
          <prop k="single_color" v="0,0,0,255"/>
          <prop k="width_varying_ignore_out_of_range" v="0"/>
          <prop k="width_varying_is_variable_width" v="0"/>
          <prop k="width_varying_maximum_value" v="10"/>
          <prop k="width_varying_maximum_width" v="3"/>
          <prop k="width_varying_minimum_value" v="0"/>
          <prop k="width_varying_minimum_width" v="0.26"/>
          <prop k="width_varying_use_absolute_value" v="0"/>
          <data_defined_properties>
            <Option type="Map">
              <Option value="" name="name" type="QString"/>
              <Option name="properties"/>
              <Option value="collection" name="type" type="QString"/>
            </Option>
          </data_defined_properties>
        </layer>
      </symbol>
    </symbols>
    <rotation/>
    <sizescale/>
  </renderer-v2>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
  <layerGeometryType>1</layerGeometryType>
</qgis>
