// entry point comes here
