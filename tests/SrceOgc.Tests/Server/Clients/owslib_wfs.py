#!/usr/bin/env python3
"""OWSLib reads the capabilities of every version and asks for every layer of a GeoPackage.

Usage: owslib_wfs.py WFS_ADDRESS SOURCE.gpkg
"""
import sys
import xml.etree.ElementTree as xml

from owslib.fes import PropertyIsLike
from owslib.etree import etree
from owslib.wfs import WebFeatureService

from source_layers import public_name, source_layers

address, path = sys.argv[1:3]
layers = {"srce:" + public_name(layer.GetName()): layer.GetFeatureCount() for _, layer in source_layers(path)}
asked = 0
for version in ("2.0.0", "1.1.0", "1.0.0"):
    service = WebFeatureService(address, version=version)
    assert service.identification.title, version
    for name, count in layers.items():
        assert name in service.contents, (version, name)
        key = {"typename": [name]} if version == "2.0.0" else {"typename": [name]}
        answer = service.getfeature(**key)
        text = answer.read()
        members = sum(1 for element in xml.fromstring(text).iter() if element.tag.endswith("}member") or element.tag.endswith("}featureMember"))
        assert members == count, (version, name, members, count)
        if version != "1.0.0":
            assert service.get_schema(name)["properties"] is not None, (version, name)
        asked += 1
like = etree.tostring(PropertyIsLike("nom", "Commune*", wildCard="*", singleChar=".", escapeChar="!").toXML(), encoding="unicode")
service = WebFeatureService(address, version="1.1.0")
text = service.getfeature(typename=["srce:communes"], filter=f'<ogc:Filter xmlns:ogc="http://www.opengis.net/ogc">{like}</ogc:Filter>').read()
print(f"{asked} layers alike, {text.count(b'featureMember>') // 2} communes")
