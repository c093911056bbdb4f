# The least instance there can be: tells its identity and holds. Starts in milliseconds.
use strict;
use warnings;
use IO::Select;
use IO::Socket::INET;

my $instance = sprintf '%08x-%d', rand 0xffffffff, $$;
my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => 0, Listen => 50) or die "listen: $!";
my $file = $ENV{CONTINUUM_PORT_FILE};
open my $out, '>', "$file.tmp" or die "port file: $!";
print {$out} $server->sockport;
close $out;
rename "$file.tmp", $file or die "port file: $!";

my $waiting = IO::Select->new($server);
while (1) {
  if (!$waiting->can_read(1)) {
    exit 1 if !kill 0, $ENV{CONTINUUM_PARENT};
    next;
  }
  my $client = $server->accept or next;
  my $text = '';
  while (1) {
    my ($head, $body) = split /\r\n\r\n/, $text, 2;
    if (defined $body) {
      my ($length) = $head =~ /content-length:\s*(\d+)/i;
      last if length $body >= ($length // 0);
    }
    sysread $client, my $more, 65536 or last;
    $text .= $more;
  }
  select undef, undef, undef, $1 / 1000 if $text =~ /"hold":(\d+)/;
  my $reply = "{\"instance\":\"$instance\"}";
  print {$client} "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
    . length($reply) . "\r\n\r\n$reply";
  close $client;
}
