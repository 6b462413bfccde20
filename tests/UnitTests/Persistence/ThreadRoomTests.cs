using WhatsAppSupport.Infrastructure.Persistence.Postgres;

namespace WhatsAppSupport.UnitTests.Persistence;

public sealed class ThreadRoomTests
{
    [Fact]
    public void The_pool_has_its_threads_at_once_while_it_is_open_and_is_as_before_afterwards()
    {
        var before = Threads();
        var room = new ThreadRoom(7);

        room.Open().ShouldBeTrue();
        room.Open().ShouldBeFalse();
        Threads().ShouldBe(before + 7);

        room.Close().ShouldBeTrue();
        room.Close().ShouldBeFalse();
        Threads().ShouldBe(before);
    }

    private static int Threads()
    {
        ThreadPool.GetMinThreads(out var workers, out _);
        return workers;
    }
}
