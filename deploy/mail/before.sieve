# Postfix hands a message in again when the answer of the first time was lost. Its own Received line, the
# second from the top (Dovecot's is the first), is the same then and never that of another message.
require ["duplicate", "index", "variables"];
if header :index 2 :matches "Received" "*" {
  if duplicate :handle "handed-in" :uniqueid "${1}" :seconds 7200 {
    discard;
    stop;
  }
}
# A test message is handed in anew when the service died before it had noted the answer; its name says which it is.
if header :matches "Message-ID" "<test-message.*>" {
  if duplicate :handle "test-message" :uniqueid "${1}" :seconds 86400 {
    discard;
    stop;
  }
}
