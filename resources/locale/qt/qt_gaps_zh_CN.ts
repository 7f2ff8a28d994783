<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>QFileDialog</name>
    <message><source>&amp;Look in:</source><translation>位置：</translation></message>
    <message><source>Look in:</source><translation>位置：</translation></message>
    <message><source>Files of &amp;type:</source><translation>文件类型：</translation></message>
    <message><source>Files of type:</source><translation>文件类型：</translation></message>
</context>
</TS>
