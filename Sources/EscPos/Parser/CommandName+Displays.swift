// Generated from the ESC/POS command grammar of EscPosUtils (NOTICE): one row for each command.

extension CommandName {
  static let displayRows = """
    VfdMoveCursorLeft 08
    VfdMoveCursorRight 09
    VfdMoveCursorDown 0A
    VfdHomePosition 0B
    VfdClearScreen 0C
    VfdMoveCursorLeftMost 0D
    VfdClearCursorLine 18
    VfdEscSelectCancelUserDefinedCharacterSet 1B 25
    VfdEscDefineUserDefinedCharacters0816 1B 26
    VfdEscSelectPeripheralDevice 1B 3D
    VfdEscCancelUserDefinedCharacters 1B 3F
    VfdEscInitialize 1B 40
    VfdEscSelectInternationalCharacterSet 1B 52
    VfdEscCancelWindowArea 1B 57 * 00/30
    VfdEscSelectWindowArea 1B 57 * 01/31 * 01/02 * 01/02
    VfdEscSelectCharacterCodeTable 1B 74
    VfdUsOverwriteMode 1F 01
    VfdUsVerticalScrollMode 1F 02
    VfdUsHorizontalScrollMode 1F 03
    VfdUsMoveCursorUp 1F 0A
    VfdUsMoveCursorRightMost 1F 0D
    VfdUsTurnAnnounciatorOnOff 1F 23
    VfdUsMoveCursorSpecifiedPosition 1F 24
    VfdUsSelectDisplays 1F 28 41
    VfdUsChangeIntoUserSettingMode 1F 28 45 * * 01 49 4E
    VfdUsEndUserSettingMode 1F 28 45 * * 02 4F 55 54
    VfdUsSetMemorySwitchValues 1F 28 45 * * 03
    VfdUsSendingDisplayingMemorySwitchValues 1F 28 45 * * 04
    VfdUsKanjiCharacterModeOnOff 1F 28 47 * * 60 00/01/30/31
    VfdUsSelectKanjiCharacterCodeSystem 1F 28 47 * * 61 00/01/30/31
    VfdUsDisplayCharWithComma 1F 2C
    VfdUsDisplayCharWithPeriod 1F 2E
    VfdUsStartEndMacroDefinition 1F 3A
    VfdUsDisplayCharWithSemicolon 1F 3B
    VfdUsExecuteSelfTest 1F 40
    VfdUsMoveCursorBottom 1F 42
    VfdUsTurnCursorDisplayModeOnOff 1F 43
    VfdUsSetDisplayBlinkInterval 1F 45
    VfdUsSetAndDisplayCountTime 1F 54
    VfdUsDisplayCounterTime 1F 55
    VfdUsBrightnessAdjustment 1F 58
    VfdUsExecuteMacro 1F 5E
    VfdUsTurnReverseMode 1F 72
    VfdUsStatusConfirmationByDTRSignal 1F 76
    """
}
