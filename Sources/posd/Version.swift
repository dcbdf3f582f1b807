/// The version of this build, as `posd version`, `server.hello` and the manual page say it.
let posdVersion = "0.1.0"
