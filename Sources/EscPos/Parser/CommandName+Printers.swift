// Generated from the ESC/POS command grammar of EscPosUtils (NOTICE): one row for each command.

extension CommandName {
  static let printerRows = """
    HorizontalTab 09
    PrintAndLineFeed 0A
    FormFeedPrintAndReturnToStandardMode 0C
    PrintAndCarriageReturn 0D
    Cancel 18
    DleTransmitRealtimeStatus 10 04
    DleSendRealtimeRequest 10 05
    DleGeneratePulseRealtime 10 14 01 00/01
    DleExecPowerOff 10 14 02 01 08
    DleSoundBuzzRealtime 10 14 03 * 00 * 01 00
    DleTransmitSpcifiedStatusRealtime 10 14 07 01/02/04/05
    DleClearBuffer 10 14 08 01 03 14 01 06 02 08
    EscPageModeFormFeed 1B 0C
    EscRightSideSpacing 1B 20
    EscSelectPrintMode 1B 21
    EscAbsoluteHorizontalPrintPosition 1B 24
    EscSelectUserDefinedCharacterSet 1B 25
    EscDefineUserDefinedCharacters1224 1B 26
    EscBeeperBuzzer 1B 28 41 * * 30
    EscBeeperBuzzerM1a 1B 28 41 * * 61
    EscBeeperBuzzerM1b 1B 28 41 * * 61 64
    EscBeeperBuzzerOffline 1B 28 41 * * 62 * 01 64 00/FF
    EscBeeperBuzzerNearEnd 1B 28 41 * * 63 30 01 64 00/FF
    EscSpecifyBatchPrint 1B 28 59
    EscSelectBitImageMode 1B 2A
    EscUnderlineMode 1B 2D
    EscSelectDefaultLineSpacing 1B 32
    EscLineSpacing 1B 33
    EscReturnHome 1B 3C
    EscSelectPeripheralDevice 1B 3D
    EscCancelUserDefinedCharacters 1B 3F
    EscInitialize 1B 40
    EscSetCutSheetEjectLength 1B 43
    EscHorizontalTabPosition 1B 44
    EscTurnEmphasizedMode 1B 45
    EscSetCancelCutSheetReverseEject 1B 46
    EscTurnDoubleStrikeMode 1B 47
    EscPrintAndFeedPaper 1B 4A
    EscPrintAndReverseFeed 1B 4B
    EscSelectPageMode 1B 4C
    EscSelectCharacterFont 1B 4D
    EscSelectInternationalCharacterSet 1B 52
    EscSelectStandardMode 1B 53
    EscSelectPrintDirection 1B 54
    EscTurnUnidirectionalPrintMode 1B 55
    EscTurn90digreeClockwiseRotationMode 1B 56
    EscSetPrintAreaInPageMode 1B 57
    EscSetRelativeHorizontalPrintPosition 1B 5C
    EscSelectJustification 1B 61
    EscSelectPaperTypesPrinting 1B 63 30
    EscSelectPaperTypesCommandSettings 1B 63 31
    EscSelectPaperSensorsPaperEndSignals 1B 63 33
    EscSelectPaperSensorsStopPrinting 1B 63 34
    EscEnableDisablePanelButton 1B 63 35
    EscPrintAndFeedNLines 1B 64
    EscPrintAndReverseFeedNLines 1B 65
    EscCutSheetWaitTime 1B 66
    EscObsoletePartialCut1Point 1B 69
    EscObsoletePartialCut3Point 1B 6D
    EscGeneratePulse 1B 70
    EscReleasePaper 1B 71
    EscSelectPrinterColor 1B 72
    EscSelectCharacterCodeTable 1B 74
    EscObsoleteTransmitPeripheralDeviceStatus 1B 75
    EscObsoleteTransmitPaperSensorStatus 1B 76
    EscTurnUpsideDownPrintMode 1B 7B
    FsSelectPrintModeKanji 1C 21
    FsSelectKanjiCharacterMode 1C 26
    FsSelectKanjiCharacterFont 1C 28 41
    FsSelectCharacterEncodeSystem 1C 28 43 * * 30 01/02/31/32
    FsSetFontPriority 1C 28 43 * * 3C 00/01 00/0B/14/1E/29
    FsCancelSetValuesTopBottomLogo 1C 28 45 * * 3C 02 30/31 43 4C 52
    FsTransmitSetValuesTopBottomLogo 1C 28 45 * * 3D 02
    FsSetTopLogoPrinting 1C 28 45 * * 3E 02
    FsSetBottomLogoPrinting 1C 28 45 * * 3F 02
    FsMakeExtendSettingsTopBottomLogoPrinting 1C 28 45 * * 40 02
    FsEnableDisableTopBottomLogoPrinting 1C 28 45 * * 41 02 30/31 30/31
    FsPaperLayoutSetting 1C 28 4C * * 21
    FsPaperLayoutInformationTransmission 1C 28 4C * * 22 40/50
    FsTransmitPositioningInformation 1C 28 4C * * 30 30
    FsFeedPaperLabelPeelingPosition 1C 28 4C * * 41 30/31
    FsFeedPaperCuttingPosition 1C 28 4C * * 42 30/31
    FsFeedPaperPrintStartingPosition 1C 28 4C * * 43
    FsPaperLayoutErrorSpecialMarginSetting 1C 28 4C * * 50
    FsEnableDisableAutomaticStatusBackOptional 1C 28 65
    FsSelectMICRDataHandling 1C 28 66
    FsSelectImageScannerCommandSettings 1C 28 67 * * 20 30/31
    FsSetBasicOperationOfImageScanner 1C 28 67 * * 28 30 01/08 31/32
    FsSetScanningArea 1C 28 67 * * 29
    FsSelectCompressionMethodForImageData 1C 28 67 * * 32
    FsDeleteCroppingArea 1C 28 67 * * 38
    FsSetCroppingArea 1C 28 67 * * 39
    FsSelectTransmissionFormatForImageScanningResult 1C 28 67 * * 3C
    FsTransmitSettingValueForBasicOperationsOfImageScanner 1C 28 67 * * 50 30
    FsTransmitSettingValueOfScanningArea 1C 28 67 * * 51 30
    FsTransmitSettingValueOfCompressionMethdForImageData 1C 28 67 * * 5A 30
    FsTransmitSettingValueOfCroppingArea 1C 28 67 * * 61 30
    FsTransmitSettingValueOfTransmissionFormatForImageScanningResult 1C 28 67 * * 64 30
    FsTurnKanjiUnderlineMode 1C 2D
    FsCancelKanjiCharacterMode 1C 2E
    FsDefineUserDefinedKanjiCharacters2424 1C 32
    FsCancelUserDefinedKanjiCharacters 1C 3F
    FsSelectKanjiCharacterCodeSystem 1C 43
    FsSelectDoubleDensityPageMode 1C 4C
    FsSetKanjiCharacerSpacing 1C 53
    FsTurnQuadrupleSizeMode 1C 57
    FsObsoleteReadCheckPaper 1C 61 30
    FsObsoleteLoadCheckPaperToPrintStartingPosition 1C 61 31
    FsObsoleteEjectCheckPaper 1C 61 32
    FsObsoleteRequestTransmissionOfCheckPaperReadingResult 1C 62
    FsCleanMICRMechanism 1C 63
    FsObsoleteWriteNVUserMemory 1C 67 31 00
    FsObsoleteReadNVUserMemory 1C 67 32 00
    FsObsoletePrintNVBitimage 1C 70
    FsObsoleteDefineNVBitimage 1C 71
    GsSelectCharacterSize 1D 21
    GsSetAbsoluteVerticalPrintPositionInPageMode 1D 24
    GsExecuteTestPrint 1D 28 41
    GsCustomizeASBStatusBits 1D 28 42
    GsDeleteSpecifiedRecord 1D 28 43 * * 00 00/30 00
    GsStoreDataSpecifiedRecord 1D 28 43 * * 00 01/31 00
    GsTransmitDataSpecifiedRecord 1D 28 43 * * 00 02/32 00
    GsTransmitCapacityNVUserMemory 1D 28 43 * * 00 03/33 00
    GsTransmitRemainingCapacityNVUserMemory 1D 28 43 * * 00 04/34 00
    GsTransmitKeycodeList 1D 28 43 * * 00 05/35 00
    GsDeleteAllDataNVMemory 1D 28 43 * * 00 06/36 00 43 4C 52
    GsEnableDisableRealtimeCommand 1D 28 44
    GsChangeIntoUserSettingMode 1D 28 45 * * 01 49 4E
    GsEndUserSettingMode 1D 28 45 * * 02 4F 55 54
    GsChangeMeomorySwitch 1D 28 45 * * 03
    GsTransmitSettingsMemorySwitch 1D 28 45 * * 04
    GsSetCustomizeSettingValues 1D 28 45 * * 05
    GsTransmitCustomizeSettingValues 1D 28 45 * * 06
    GsCopyUserDefinedPage 1D 28 45 * * 07 * 30/31 31/30
    GsDefineColumnFormatCharacterCodePage 1D 28 45 * * 08
    GsDefineRasterFormatCharacterCodePage 1D 28 45 * * 09
    GsDeleteCharacterCodePage 1D 28 45 * * 0A
    GsSetSerialInterface 1D 28 45 * * 0B
    GsTransmitSerialInterface 1D 28 45 * * 0C
    GsSetBluetoothInterface 1D 28 45 * * 0D
    GsTransmitBluetoothInterface 1D 28 45 * * 0E 30/31/41/46/49
    GsSetUSBInterface 1D 28 45 * * 0F 01/20 30/31
    GsTransmitUSBInterface 1D 28 45 * * 10 01/20
    GsDeletePaperLayout 1D 28 45 * * 30 43 4C 52
    GsSetPaperLayout 1D 28 45 * * 31
    GsTransmitPaperLayout 1D 28 45 * * 32 40/50
    GsSetControlLabelPaperAndBlackMarks 1D 28 45 * * 33
    GsTransmitControlSettingsLabelPaperAndBlackMarks 1D 28 45 * * 34
    GsSetInternalBuzzerPatterns 1D 28 45 * * 63
    GsTransmitInternalBuzzerPatterns 1D 28 45 * * 64
    GsTransmitStatusOfCutSheet 1D 28 47 * * 20
    GsSelectSideOfSlipFaceOrBack 1D 28 47 * * 30 04/44
    GsReadMagneticInkCharacterAndTransmitReadingResult 1D 28 47 * * 3C 01 00 00/01
    GsRetransmitMagneticInkCharacterReadingResult 1D 28 47 * * 3D 01 00
    GsReadDataAndTransmitResultingInformation 1D 28 47 * * 40 * * 00/01 * 00 30
    GsScanImageDataAndTransmitImageScanningResult 1D 28 47 * * 41 * * 30/31 30
    GsRetransmitImageScanningResult 1D 28 47 * * 42
    GsExecutePreScan 1D 28 47 * * 43 30
    GsDeleteImageScanningResultWithSpecifiedDataID 1D 28 47 * * 44 30
    GsDeleteAllImageScanningResult 1D 28 47 * * 45 30 43 4C 52
    GsTransmitDataIDListOfImageScanningResult 1D 28 47 * * 46 30 49 44
    GsTransmitRemainingCapacityOfNVMemoryForImageDataStorage 1D 28 47 * * 47 30
    GsSelectActiveSheet 1D 28 47 * * 50
    GsStartPreProcessForCutSheetInsertion 1D 28 47 * * 51 30
    GsEndPreProcessForCutSheetInsertion 1D 28 47 * * 52 30
    GsExecuteWaitingProcessForCutSheetInsertion 1D 28 47 * * 53 30
    GsFeedToPrintStartingPositionForSlip 1D 28 47 * * 54 01
    GsFinishProcessingOfCutSheet 1D 28 47 * * 55 30/31
    GsSpecifiesProcessIDResponse 1D 28 48 * * 30 30
    GsSpecifiesOfflineResponse 1D 28 48 * * 31 30
    GsSelectPrintControlMode 1D 28 4B * * 30
    GsSelectPrintDensity 1D 28 4B * * 31
    GsSelectPrintSpeed 1D 28 4B * * 32
    GsSelectNumberOfPartsThermalHeadEnergizing 1D 28 4B * * 61
    GsDefineNVGraphicsDataRasterW 1D 28 4C * * 30 43 30/34
    GsDefineNVGraphicsDataRasterDW 1D 38 4C * * * * 30 43 30/34
    GsDefineNVGraphicsDataColumnW 1D 28 4C * * 30 44 30 30 * * 01/02
    GsDefineNVGraphicsDataColumnDW 1D 38 4C * * * * 30 44 30 30 * * 01/02
    GsDefineDownloadGraphicsDataRasterW 1D 28 4C * * 30 53 30/34
    GsDefineDownloadGraphicsDataRasterDW 1D 38 4C * * * * 30 53 30/34
    GsDefineDownloadGraphicsDataColumnW 1D 28 4C * * 30 54 30 30 * * 01/02
    GsDefineDownloadGraphicsDataColumnDW 1D 38 4C * * * * 30 54 30 30 * * 01/02
    GsStoreGraphicsDataToPrintBufferRasterW 1D 28 4C * * 30 70 30/34 01/02 01/02
    GsStoreGraphicsDataToPrintBufferRasterDW 1D 38 4C * * * * 30 70 30/34 01/02 01/02
    GsStoreGraphicsDataToPrintBufferColumnW 1D 28 4C * * 30 71 30 01/02 01/02
    GsStoreGraphicsDataToPrintBufferColumnDW 1D 38 4C * * * * 30 71 30 01/02 01/02
    GsTransmitNVGraphicsMemoryCapacity 1D 28 4C * * 30 00/30
    GsSetReferenceDotDensityGraphics 1D 28 4C * * 30 01/31 32/33 32/33
    GsPrintGraphicsDataInPrintBuffer 1D 28 4C * * 30 02/32
    GsTransmitRemainingCapacityNVGraphicsMemory 1D 28 4C * * 30 03/33
    GsTransmitRemainingCapacityDownloadGraphicsMemory 1D 28 4C * * 30 04/34
    GsTransmitKeycodeListDefinedNVGraphics 1D 28 4C * * 30 40 4B 43
    GsDeleteAllNVGraphicsData 1D 28 4C * * 30 41 43 4C 52
    GsDeleteSpecifiedNVGraphicsData 1D 28 4C * * 30 42
    GsPrintSpecifiedNVGraphicsData 1D 28 4C * * 30 45 * * 01/02 01/02
    GsTransmitKeycodeListDefinedDownloadGraphics 1D 28 4C * * 30 50 4B 43
    GsDeleteAllDownloadGraphicsData 1D 28 4C * * 30 51 43 4C 52
    GsDeleteSpecifiedDownloadGraphicsData 1D 28 4C * * 30 52
    GsPrintSpecifiedDownloadGraphicsData 1D 28 4C * * 30 55 * * 01/02 01/02
    GsSaveSettingsValuesFromWorkToStorage 1D 28 4D * * 01/31 01/31
    GsLoadSettingsValuesFromStorageToWork 1D 28 4D * * 02/32 00/01/30/31
    GsSelectSettingsValuesToWorkAfterInitialize 1D 28 4D * * 03/33 00/01/30/31
    GsSetCharacterColor 1D 28 4E * * 30
    GsSetBackgroundColor 1D 28 4E * * 31
    GsTurnShadingMode 1D 28 4E * * 32 00/01/30/31
    GsSetPrinttableArea 1D 28 50
    GsDrawLineInPageMode 1D 28 51 * * 30 * * * * * * * * 01 * 30
    GsDrawRectangleInPageMode 1D 28 51 * * 31 * * * * * * * * 01 * 30 30 01
    GsDrawHorizontalLineInStandardMode 1D 28 51 * * 32 * * * * * 01 * 30
    GsDrawVerticalLineInStandardMode 1D 28 51 * * 33 * * 00/01 01 * 30
    GsPDF417SetNumberOfColumns 1D 28 6B * * 30 41
    GsPDF417SetNumberOfRows 1D 28 6B * * 30 42
    GsPDF417SetWidthOfModule 1D 28 6B * * 30 43
    GsPDF417SetRowHeight 1D 28 6B * * 30 44
    GsPDF417SetErrorCollectionLevel 1D 28 6B * * 30 45 30/31
    GsPDF417SelectOptions 1D 28 6B * * 30 46 00/01
    GsPDF417StoreData 1D 28 6B * * 30 50 30
    GsPDF417PrintSymbolData 1D 28 6B * * 30 51 30
    GsPDF417TransmitSizeInformation 1D 28 6B * * 30 52 30
    GsQRCodeSelectModel 1D 28 6B * * 31 41 * 00
    GsQRCodeSetSizeOfModule 1D 28 6B * * 31 43
    GsQRCodeSetErrorCollectionLevel 1D 28 6B * * 31 45
    GsQRCodeStoreData 1D 28 6B * * 31 50 30
    GsQRCodePrintSymbolData 1D 28 6B * * 31 51 30
    GsQRCodeTransmitSizeInformation 1D 28 6B * * 31 52 30
    GsMaxiCodeSelectMode 1D 28 6B * * 32 41
    GsMaxiCodeStoreData 1D 28 6B * * 32 50 30
    GsMaxiCodePrintSymbolData 1D 28 6B * * 32 51 30
    GsMaxiCodeTransmitSizeInformation 1D 28 6B * * 32 52 30
    GsD2GS1DBSetWidthOfModule 1D 28 6B * * 33 43
    GsD2GS1DBSetExpandStackedMaximumWidth 1D 28 6B * * 33 47
    GsD2GS1DBStoreData 1D 28 6B * * 33 50 30
    GsD2GS1DBPrintSymbolData 1D 28 6B * * 33 51 30
    GsD2GS1DBTransmitSizeInformation 1D 28 6B * * 33 52 30
    GsCompositeSetWidthOfModule 1D 28 6B * * 34 43
    GsCompositeSetExpandStackedMaximumWidth 1D 28 6B * * 34 47
    GsCompositeSelectHRICharacterFont 1D 28 6B * * 34 48
    GsCompositeStoreData 1D 28 6B * * 34 50 30
    GsCompositePrintSymbolData 1D 28 6B * * 34 51 30
    GsCompositeTransmitSizeInformation 1D 28 6B * * 34 52 30
    GsAztecCodeSetModeTypesAndDataLayer 1D 28 6B * * 35 42 00/01/30/31
    GsAztecCodeSetSizeOfModule 1D 28 6B * * 35 43
    GsAztecCodeSetErrorCollectionLevel 1D 28 6B * * 35 45
    GsAztecCodeStoreData 1D 28 6B * * 35 50 30
    GsAztecCodePrintSymbolData 1D 28 6B * * 35 51 30
    GsAztecCodeTransmitSizeInformation 1D 28 6B * * 35 52 30
    GsDataMatrixSetSymbolTypeColumnsRows 1D 28 6B * * 36 42 00/01/30/31
    GsDataMatrixSetSizeOfModule 1D 28 6B * * 36 43
    GsDataMatrixStoreData 1D 28 6B * * 36 50 30
    GsDataMatrixPrintSymbolData 1D 28 6B * * 36 51 30
    GsDataMatrixTransmitSizeInformation 1D 28 6B * * 36 52 30
    GsSetReadOperationsOfCheckPaper 1D 28 7A * * 2A
    GsSetsCancelsOperationToFeedCutSheetsToPrintStartingPosition 1D 28 7A * * 30 30
    GsStartSavingReverseSidePrintData 1D 28 7A * * 3E 30
    GsFinishSavingReverseSidePrintData 1D 28 7A * * 3E 31
    GsSetCounterForReverseSidePrint 1D 28 7A * * 3E 33 * * * * * 00/20/30
    GsReadCheckDataContinuouslyAndTransmitDataRead 1D 28 7A * * 3F 01 00 30 * 00 30 00 00
    GsObsoleteDefineDownloadedBitimage 1D 2A
    GsObsoletePrintDownloadedBitimage 1D 2F
    GsStartEndMacroDefinition 1D 3A
    GsTurnWhiteBlackReversePrintMode 1D 42
    GsObsoleteSelectCounterPrintMode 1D 43 30
    GsObsoleteSelectCounterModeA 1D 43 31
    GsObsoleteSetCounter 1D 43 32
    GsObsoleteSelectCounterModeB 1D 43 3B
    GsDefineWindowsBMPNVGraphicsData 1D 44 30 43
    GsDefineWindowsBMPDownloadGraphicsData 1D 44 30 53
    GsObsoleteSelectHeadControlMethod 1D 45
    GsSelectPrintPositionHRICharacters 1D 48
    GsTransmitPrinterID 1D 49
    GsSetLeftMargin 1D 4C
    GsSetHorizontalVerticalMotionUnits 1D 50
    GsObsoletePrintVariableVerticalSizeBitimage 1D 51
    GsSetPrintPositionBeginningOfPrintLine 1D 54
    GsPaperFullCut 1D 56 00/30
    GsPaperPartialCut 1D 56 01/31
    GsPaperFeedAndFullCut 1D 56 41
    GsPaperFeedAndPartialCut 1D 56 42
    GsPaperReservedFeedAndFullCut 1D 56 61
    GsPaperReservedFeedAndPartialCut 1D 56 62
    GsPaperFeedAndFullCutAndTopOfForm 1D 56 67
    GsPaperFeedAndPartialCutAndTopOfForm 1D 56 68
    GsSetPrintAreaWidth 1D 57
    GsSetRelativeVerticalPrintPosition 1D 5C
    GsExecuteMacro 1D 5E
    GsEnableDisableAutomaticStatusBack 1D 61
    GsTurnSmoothingMode 1D 62
    GsObsoletePrintCounter 1D 63
    GsSelectFontHRICharacters 1D 66
    GsInitializeMaintenanceCounter 1D 67 30 00
    GsTransmitMaintenanceCounter 1D 67 32 00
    GsSetBarcodeHight 1D 68
    GsEnableDisableAutomaticStatusBackInk 1D 6A
    GsPrintBarcodeAsciiz 1D 6B 00-06
    GsPrintBarcodeSpecifiedLength 1D 6B 41-4F 01-FF
    GsTransmitStatus 1D 72
    GsObsoletePrintRasterBitimage 1D 76
    GsSetBarcodeWidth 1D 77
    GsSetOnlineRecoveryWaitTime 1D 7A
    """
}
