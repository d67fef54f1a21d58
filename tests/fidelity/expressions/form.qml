<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis autoRefreshTime="0" version="3.40.6-Bratislava" simplifyAlgorithm="0" simplifyDrawingTol="1" readOnly="0" hasScaleBasedVisibilityFlag="0" minScale="100000000" autoRefreshMode="Disabled" simplifyDrawingHints="1" simplifyMaxScale="1" symbologyReferenceScale="-1" styleCategories="AllStyleCategories" maxScale="0" labelsEnabled="0" simplifyLocal="1">
 <flags>
  <Identifiable>1</Identifiable>
  <Removable>1</Removable>
  <Searchable>1</Searchable>
  <Private>0</Private>
 </flags>
 <temporal mode="0" fixedDuration="0" limitMode="0" enabled="0" startExpression="" endExpression="" endField="" startField="" durationField="" durationUnit="min" accumulate="0">
  <fixedRange>
   <start></start>
   <end></end>
  </fixedRange>
 </temporal>
 <elevation clamping="Terrain" binding="Centroid" extrusion="0" zoffset="0" symbology="Line" zscale="1" type="IndividualFeatures" extrusionEnabled="0" respectLayerSymbol="1" showMarkerSymbolInSurfacePlots="0">
  <data-defined-properties>
   <Option type="Map">
    <Option type="QString" name="name" value=""/>
    <Option name="properties"/>
    <Option type="QString" name="type" value="collection"/>
   </Option>
  </data-defined-properties>
  <profileLineSymbol>
   <symbol clip_to_extent="1" is_animated="0" alpha="1" type="line" name="" frame_rate="10" force_rhr="0">
    <data_defined_properties>
     <Option type="Map">
      <Option type="QString" name="name" value=""/>
      <Option name="properties"/>
      <Option type="QString" name="type" value="collection"/>
     </Option>
    </data_defined_properties>
    <layer locked="0" class="SimpleLine" id="{bbf835c7-e34a-4f0f-833f-4a4ddec3f82d}" enabled="1" pass="0">
     <Option type="Map">
      <Option type="QString" name="align_dash_pattern" value="0"/>
      <Option type="QString" name="capstyle" value="square"/>
      <Option type="QString" name="customdash" value="5;2"/>
      <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="customdash_unit" value="MM"/>
      <Option type="QString" name="dash_pattern_offset" value="0"/>
      <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="dash_pattern_offset_unit" value="MM"/>
      <Option type="QString" name="draw_inside_polygon" value="0"/>
      <Option type="QString" name="joinstyle" value="bevel"/>
      <Option type="QString" name="line_color" value="101,130,78,255,hsv:0.26111111111111113,0.40000000000000002,0.50980392156862742,1"/>
      <Option type="QString" name="line_style" value="solid"/>
      <Option type="QString" name="line_width" value="0.6"/>
      <Option type="QString" name="line_width_unit" value="MM"/>
      <Option type="QString" name="offset" value="0"/>
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="offset_unit" value="MM"/>
      <Option type="QString" name="ring_filter" value="0"/>
      <Option type="QString" name="trim_distance_end" value="0"/>
      <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="trim_distance_end_unit" value="MM"/>
      <Option type="QString" name="trim_distance_start" value="0"/>
      <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="trim_distance_start_unit" value="MM"/>
      <Option type="QString" name="tweak_dash_pattern_on_corners" value="0"/>
      <Option type="QString" name="use_custom_dash" value="0"/>
      <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value=""/>
       <Option name="properties"/>
       <Option type="QString" name="type" value="collection"/>
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
  </profileLineSymbol>
  <profileFillSymbol>
   <symbol clip_to_extent="1" is_animated="0" alpha="1" type="fill" name="" frame_rate="10" force_rhr="0">
    <data_defined_properties>
     <Option type="Map">
      <Option type="QString" name="name" value=""/>
      <Option name="properties"/>
      <Option type="QString" name="type" value="collection"/>
     </Option>
    </data_defined_properties>
    <layer locked="0" class="SimpleFill" id="{67076ace-64a5-4c5e-8858-f983f6a357ca}" enabled="1" pass="0">
     <Option type="Map">
      <Option type="QString" name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="color" value="101,130,78,255,hsv:0.26111111111111113,0.40000000000000002,0.50980392156862742,1"/>
      <Option type="QString" name="joinstyle" value="bevel"/>
      <Option type="QString" name="offset" value="0,0"/>
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="offset_unit" value="MM"/>
      <Option type="QString" name="outline_color" value="72,93,56,255,hsv:0.26111111111111113,0.40000000000000002,0.36414129854276339,1"/>
      <Option type="QString" name="outline_style" value="solid"/>
      <Option type="QString" name="outline_width" value="0.2"/>
      <Option type="QString" name="outline_width_unit" value="MM"/>
      <Option type="QString" name="style" value="solid"/>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value=""/>
       <Option name="properties"/>
       <Option type="QString" name="type" value="collection"/>
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
  </profileFillSymbol>
  <profileMarkerSymbol>
   <symbol clip_to_extent="1" is_animated="0" alpha="1" type="marker" name="" frame_rate="10" force_rhr="0">
    <data_defined_properties>
     <Option type="Map">
      <Option type="QString" name="name" value=""/>
      <Option name="properties"/>
      <Option type="QString" name="type" value="collection"/>
     </Option>
    </data_defined_properties>
    <layer locked="0" class="SimpleMarker" id="{a8348192-1e3d-4c30-9971-fad947cd69f0}" enabled="1" pass="0">
     <Option type="Map">
      <Option type="QString" name="angle" value="0"/>
      <Option type="QString" name="cap_style" value="square"/>
      <Option type="QString" name="color" value="101,130,78,255,hsv:0.26111111111111113,0.40000000000000002,0.50980392156862742,1"/>
      <Option type="QString" name="horizontal_anchor_point" value="1"/>
      <Option type="QString" name="joinstyle" value="bevel"/>
      <Option type="QString" name="name" value="diamond"/>
      <Option type="QString" name="offset" value="0,0"/>
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="offset_unit" value="MM"/>
      <Option type="QString" name="outline_color" value="72,93,56,255,hsv:0.26111111111111113,0.40000000000000002,0.36414129854276339,1"/>
      <Option type="QString" name="outline_style" value="solid"/>
      <Option type="QString" name="outline_width" value="0.2"/>
      <Option type="QString" name="outline_width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="outline_width_unit" value="MM"/>
      <Option type="QString" name="scale_method" value="diameter"/>
      <Option type="QString" name="size" value="3"/>
      <Option type="QString" name="size_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="size_unit" value="MM"/>
      <Option type="QString" name="vertical_anchor_point" value="1"/>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value=""/>
       <Option name="properties"/>
       <Option type="QString" name="type" value="collection"/>
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
  </profileMarkerSymbol>
 </elevation>
 <renderer-v2 symbollevels="0" enableorderby="0" forceraster="0" type="singleSymbol" referencescale="-1">
  <symbols>
   <symbol clip_to_extent="1" is_animated="0" alpha="1" type="fill" name="0" frame_rate="10" force_rhr="0">
    <data_defined_properties>
     <Option type="Map">
      <Option type="QString" name="name" value=""/>
      <Option name="properties"/>
      <Option type="QString" name="type" value="collection"/>
     </Option>
    </data_defined_properties>
    <layer locked="0" class="SimpleFill" id="{9d411c14-a75a-463e-a911-dd7dc2faa745}" enabled="1" pass="0">
     <Option type="Map">
      <Option type="QString" name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="color" value="13,205,205,255,hsv:0.5,0.93725490196078431,0.80392156862745101,1"/>
      <Option type="QString" name="joinstyle" value="bevel"/>
      <Option type="QString" name="offset" value="0,0"/>
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0"/>
      <Option type="QString" name="offset_unit" value="MM"/>
      <Option type="QString" name="outline_color" value="35,35,35,255,rgb:0.13725490196078433,0.13725490196078433,0.13725490196078433,1"/>
      <Option type="QString" name="outline_style" value="solid"/>
      <Option type="QString" name="outline_width" value="0.26"/>
      <Option type="QString" name="outline_width_unit" value="MM"/>
      <Option type="QString" name="style" value="solid"/>
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value=""/>
       <Option name="properties"/>
       <Option type="QString" name="type" value="collection"/>
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
  </symbols>
  <rotation/>
  <sizescale/>
  <data-defined-properties>
   <Option type="Map">
    <Option type="QString" name="name" value=""/>
    <Option name="properties"/>
    <Option type="QString" name="type" value="collection"/>
   </Option>
  </data-defined-properties>
 </renderer-v2>
 <selection mode="Default">
  <selectionColor invalid="1"/>
 </selection>
 <customproperties>
  <Option/>
 </customproperties>
 <blendMode>0</blendMode>
 <featureBlendMode>0</featureBlendMode>
 <layerOpacity>1</layerOpacity>
 <geometryOptions geometryPrecision="0" removeDuplicateNodes="0">
  <activeChecks type="StringList">
   <Option type="QString" value=""/>
  </activeChecks>
  <checkConfiguration/>
 </geometryOptions>
 <legend type="default-vector" showLabelLegend="0"/>
 <fieldConfiguration>
  <field configurationFlags="NoFlag" name="nom">
   <editWidget type="">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="NoFlag" name="code">
   <editWidget type="ValueMap">
    <config>
     <Option type="Map">
      <Option type="List" name="map">
       <Option type="Map">
        <Option type="QString" name="Une commune" value="02001"/>
       </Option>
      </Option>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="NoFlag" name="aire">
   <editWidget type="Range">
    <config>
     <Option type="Map">
      <Option type="int" name="Precision" value="3"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="NoFlag" name="nombre">
   <editWidget type="">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="NoFlag" name="vide">
   <editWidget type="">
    <config>
     <Option/>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="NoFlag" name="jour">
   <editWidget type="DateTime">
    <config>
     <Option type="Map">
      <Option type="QString" name="display_format" value="d MMM yyyy"/>
      <Option type="QString" name="field_format" value="yyyy-MM-dd"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="NoFlag" name="js">
   <editWidget type="CheckBox">
    <config>
     <Option type="Map">
      <Option type="QString" name="CheckedState" value="rien"/>
      <Option type="int" name="TextDisplayMethod" value="0"/>
      <Option type="QString" name="UncheckedState" value="non"/>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="NoFlag" name="groupe">
   <editWidget type="ValueMap">
    <config>
     <Option type="Map">
      <Option type="List" name="map">
       <Option type="Map">
        <Option type="QString" name="Grand massif" value="x"/>
       </Option>
       <Option type="Map">
        <Option type="QString" name="Étang" value="y"/>
       </Option>
      </Option>
     </Option>
    </config>
   </editWidget>
  </field>
 </fieldConfiguration>
 <aliases>
  <alias index="0" field="nom" name=""/>
  <alias index="1" field="code" name=""/>
  <alias index="2" field="aire" name=""/>
  <alias index="3" field="nombre" name=""/>
  <alias index="4" field="vide" name=""/>
  <alias index="5" field="jour" name=""/>
  <alias index="6" field="js" name=""/>
  <alias index="7" field="groupe" name=""/>
 </aliases>
 <splitPolicies>
  <policy policy="Duplicate" field="nom"/>
  <policy policy="Duplicate" field="code"/>
  <policy policy="Duplicate" field="aire"/>
  <policy policy="Duplicate" field="nombre"/>
  <policy policy="Duplicate" field="vide"/>
  <policy policy="Duplicate" field="jour"/>
  <policy policy="Duplicate" field="js"/>
  <policy policy="Duplicate" field="groupe"/>
 </splitPolicies>
 <duplicatePolicies>
  <policy policy="Duplicate" field="nom"/>
  <policy policy="Duplicate" field="code"/>
  <policy policy="Duplicate" field="aire"/>
  <policy policy="Duplicate" field="nombre"/>
  <policy policy="Duplicate" field="vide"/>
  <policy policy="Duplicate" field="jour"/>
  <policy policy="Duplicate" field="js"/>
  <policy policy="Duplicate" field="groupe"/>
 </duplicatePolicies>
 <defaults>
  <default applyOnUpdate="0" expression="" field="nom"/>
  <default applyOnUpdate="0" expression="" field="code"/>
  <default applyOnUpdate="0" expression="" field="aire"/>
  <default applyOnUpdate="0" expression="" field="nombre"/>
  <default applyOnUpdate="0" expression="" field="vide"/>
  <default applyOnUpdate="0" expression="" field="jour"/>
  <default applyOnUpdate="0" expression="" field="js"/>
  <default applyOnUpdate="0" expression="" field="groupe"/>
 </defaults>
 <constraints>
  <constraint constraints="0" notnull_strength="0" field="nom" unique_strength="0" exp_strength="0"/>
  <constraint constraints="2" notnull_strength="0" field="code" unique_strength="1" exp_strength="0"/>
  <constraint constraints="0" notnull_strength="0" field="aire" unique_strength="0" exp_strength="0"/>
  <constraint constraints="4" notnull_strength="0" field="nombre" unique_strength="0" exp_strength="1"/>
  <constraint constraints="1" notnull_strength="2" field="vide" unique_strength="0" exp_strength="0"/>
  <constraint constraints="0" notnull_strength="0" field="jour" unique_strength="0" exp_strength="0"/>
  <constraint constraints="0" notnull_strength="0" field="js" unique_strength="0" exp_strength="0"/>
  <constraint constraints="2" notnull_strength="0" field="groupe" unique_strength="2" exp_strength="0"/>
 </constraints>
 <constraintExpressions>
  <constraint desc="" exp="" field="nom"/>
  <constraint desc="" exp="" field="code"/>
  <constraint desc="" exp="" field="aire"/>
  <constraint desc="" exp="&quot;nombre&quot; > 5" field="nombre"/>
  <constraint desc="" exp="" field="vide"/>
  <constraint desc="" exp="" field="jour"/>
  <constraint desc="" exp="" field="js"/>
  <constraint desc="" exp="" field="groupe"/>
 </constraintExpressions>
 <expressionfields/>
 <attributeactions/>
 <attributetableconfig actionWidgetStyle="dropDown" sortExpression="" sortOrder="0">
  <columns/>
 </attributetableconfig>
 <conditionalstyles>
  <rowstyles/>
  <fieldstyles/>
 </conditionalstyles>
 <storedexpressions/>
 <editform tolerant="1"></editform>
 <editforminit/>
 <editforminitcodesource>0</editforminitcodesource>
 <editforminitfilepath></editforminitfilepath>
 <editforminitcode><![CDATA[]]></editforminitcode>
 <featformsuppress>0</featformsuppress>
 <editorlayout>generatedlayout</editorlayout>
 <editable/>
 <labelOnTop/>
 <reuseLastValue/>
 <dataDefinedFieldProperties/>
 <widgets/>
 <previewExpression>"nom" || ' ' || "code"</previewExpression>
 <mapTip enabled="1"></mapTip>
 <layerGeometryType>2</layerGeometryType>
</qgis>
