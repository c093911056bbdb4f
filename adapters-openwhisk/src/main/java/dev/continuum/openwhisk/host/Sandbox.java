package dev.continuum.openwhisk.host;

/** What an instance runs in: a process or a container. */
interface Sandbox {

  /** Host and port of its action protocol. */
  String address();

  /** Stops it without ending it. */
  void pause();

  /** Lets it go on. */
  void resume();

  /** Ends it at once, and removes what it left. */
  void destroy();
}
