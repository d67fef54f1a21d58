<qgis symbologyReferenceScale="-1" readOnly="0" simplifyAlgorithm="0" minScale="100000000" simplifyDrawingTol="1" version="3.22.16-Białowieża" styleCategories="AllStyleCategories" hasScaleBasedVisibilityFlag="0" maxScale="0" labelsEnabled="1" simplifyLocal="1" simplifyDrawingHints="0" simplifyMaxScale="1">
  <renderer-v2 type="singleSymbol" referencescale="-1" forceraster="0" symbollevels="0" enableorderby="0">
    <symbols>
      <symbol type="fill" alpha="1" name="0" clip_to_extent="1" force_rhr="0">
        <data_defined_properties>
          <Option type="Map">
            <Option type="QString" value="" name="name"/>
            <Option name="properties"/>
            <Option type="QString" value="collection" name="type"/>
          </Option>
        </data_defined_properties>
        <layer pass="0" locked="0" enabled="1" class="SimpleFill">
          <Option type="Map">
            <Option type="QString" value="3x:0,0,0,0,0,0" name="border_width_map_unit_scale"/>
            <Option type="QString" value="1,2,3,255" name="color"/>
            <Option type="QString" value="bevel" name="joinstyle"/>
            <Option type="QString" value="0,0" name="offset"/>
            <Option type="QString" value="3x:0,0,0,0,0,0" name="offset_map_unit_scale"/>
            <Option type="QString" value="MM" name="offset_unit"/>
            <Option type="QString" value="35,35,35,255" name="outline_color"/>
            <Option type="QString" value="solid" name="outline_style"/>
            <Option type="QString" value="0.26" name="outline_width"/>
            <Option type="QString" value="MM" name="outline_width_unit"/>
            <Option type="QString" value="solid" name="style"/>
          </Option>
          <prop k="border_width_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="color" v="1,2,3,255"/>
          <prop k="joinstyle" v="bevel"/>
          <prop k="offset" v="0,0"/>
          <prop k="offset_map_unit_scale" v="3x:0,0,0,0,0,0"/>
          <prop k="offset_unit" v="MM"/>
          <prop k="outline_color" v="35,35,35,255"/>
          <prop k="outline_style" v="solid"/>
          <prop k="outline_width" v="0.26"/>
          <prop k="outline_width_unit" v="MM"/>
          <prop k="style" v="solid"/>
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
  </renderer-v2>
  <labeling type="simple">
    <settings calloutType="simple">
      <text-style namedStyle="Bold Oblique" textOpacity="0.69999999999999996" fontFamily="DejaVu Sans" blendMode="0" fontKerning="1" multilineHeight="1.3" allowHtml="0" capitalization="1" fontWordSpacing="0" fontSize="11" fontItalic="1" previewBkgrdColor="255,255,255,255" textColor="200,10,20,255" fieldName="nom" isExpression="0" fontUnderline="1" fontWeight="75" textOrientation="horizontal" legendString="Aa" fontSizeUnit="Point" useSubstitutions="0" fontLetterSpacing="1.5" fontStrikeout="1">
        <text-buffer bufferSizeUnits="MM" bufferColor="250,251,252,255" bufferOpacity="0.59999999999999998" bufferJoinStyle="128" bufferNoFill="0" bufferSize="1.3999999999999999" bufferDraw="1" bufferBlendMode="0"/>
        <background shapeOffsetUnit="Point" shapeSizeUnit="MM" shapeDraw="1" shapeRadiiY="0" shapeSizeY="2" shapeBorderWidth="0.5" shapeOffsetY="0" shapeSizeX="1" shapeRadiiUnit="Point" shapeBorderWidthUnit="MM" shapeSVGFile="" shapeRotation="0" shapeRotationType="0" shapeBlendMode="0" shapeBorderColor="4,5,6,255" shapeSizeType="0" shapeOpacity="0.75" shapeOffsetX="0" shapeRadiiX="0" shapeJoinStyle="64" shapeFillColor="1,2,3,200" shapeType="0">
          </background>
        <shadow shadowRadiusAlphaOnly="0" shadowColor="0,0,0,255" shadowRadiusUnit="Point" shadowUnder="0" shadowOffsetDist="1" shadowOffsetGlobal="1" shadowRadius="1.5" shadowOpacity="1" shadowOffsetUnit="Point" shadowScale="100" shadowBlendMode="6" shadowOffsetAngle="135" shadowDraw="1"/>
        <dd_properties>
          <Option type="Map">
            <Option type="QString" value="" name="name"/>
            <Option name="properties"/>
            <Option type="QString" value="collection" name="type"/>
          </Option>
        </dd_properties>
        </text-style>
      <text-format formatNumbers="0" wrapChar="/" plussign="0" autoWrapLength="0" useMaxLineLengthForAutoWrap="1" addDirectionSymbol="0" rightDirectionSymbol="&gt;" decimals="0" leftDirectionSymbol="&lt;" multilineAlign="1" reverseDirectionSymbol="0" placeDirectionSymbol="0"/>
      <placement maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" priority="7" offsetUnits="MM" layerType="UnknownGeometry" distUnits="MapUnit" quadOffset="5" lineAnchorType="0" lineAnchorPercent="0.5" geometryGeneratorEnabled="0" centroidInside="0" geometryGeneratorType="PointGeometry" dist="2.5" offsetType="0" rotationUnit="AngleDegrees" rotationAngle="327" polygonPlacementFlags="2" repeatDistance="50" overrunDistanceUnit="MM" yOffset="3" lineAnchorClipping="0" repeatDistanceUnits="MM" placementFlags="9" placement="4" predefinedPositionOrder="TR,TL,BR,BL,R,L,TSR,BSR" centroidWhole="1" xOffset="2" fitInPolygonOnly="1" geometryGenerator="" overrunDistance="0" preserveRotation="1"/>
      <rendering mergeLines="1" scaleVisibility="1" displayAll="1" scaleMin="1000" zIndex="0" fontMaxPixelSize="10000" minFeatureSize="3" obstacleFactor="1" limitNumLabels="0" obstacle="1" maxNumLabels="2000" labelPerPart="1" unplacedVisibility="0" upsidedownLabels="1" obstacleType="0" fontLimitPixelSize="0" fontMinPixelSize="0" scaleMax="50000" drawLabels="1"/>
      <dd_properties>
        <Option type="Map">
          <Option type="QString" value="" name="name"/>
          <Option type="Map" name="properties">
            <Option type="Map" name="Color">
              <Option type="bool" value="true" name="active"/>
              <Option type="QString" value="coul || ''" name="expression"/>
              <Option type="int" value="3" name="type"/>
            </Option>
            <Option type="Map" name="LabelRotation">
              <Option type="bool" value="true" name="active"/>
              <Option type="QString" value="360 - (&quot;taille&quot;)" name="expression"/>
              <Option type="int" value="3" name="type"/>
            </Option>
            <Option type="Map" name="ScaleVisibility">
              <Option type="bool" value="false" name="active"/>
              <Option type="QString" value="taille" name="field"/>
              <Option type="int" value="2" name="type"/>
            </Option>
            <Option type="Map" name="Show">
              <Option type="bool" value="true" name="active"/>
              <Option type="QString" value="taille &gt; 3" name="expression"/>
              <Option type="int" value="3" name="type"/>
            </Option>
            <Option type="Map" name="Size">
              <Option type="bool" value="true" name="active"/>
              <Option type="QString" value="taille" name="field"/>
              <Option type="int" value="2" name="type"/>
            </Option>
          </Option>
          <Option type="QString" value="collection" name="type"/>
        </Option>
      </dd_properties>
      </settings>
  </labeling>
  </qgis>