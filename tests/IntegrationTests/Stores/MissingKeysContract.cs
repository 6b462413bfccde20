using WhatsAppSupport.Infrastructure.Persistence.Sealing;
using WhatsAppSupport.Infrastructure.Sealing;

namespace WhatsAppSupport.IntegrationTests.Stores;

/// <summary>Keys of the ring that rows still need although the look-up key does not.</summary>
public abstract class MissingKeysContract<TStores> : IAsyncLifetime
    where TStores : StoresUnderTest, IRinged, new()
{
    private static readonly RingKey Old = Rings.Key("old", 1);
    private static readonly RingKey New = Rings.Key("new", 2);

    private readonly TStores stores = new() { Keys = new KeyRing([New]) };

    public Task InitializeAsync() => stores.InitializeAsync();

    public async Task DisposeAsync() => await stores.DisposeAsync();

    [Theory]
    [InlineData("sealed", 2, true)]
    [InlineData("sealed", 1, false)]
    [InlineData("cut", 2, false)]
    public async Task What_several_need_and_is_not_there_stops_the_start_and_damage_does_not(string what, int rows, bool stops)
    {
        for (var row = 0; row < rows; row++)
        {
            var id = (await StoredTalk.BegunAsync(stores)).Customer!.Id.Value;
            byte[] key = what == "cut" ? [250, .. new byte[60]] : new KeyRing([Old]).Wrap(DataKey.New().Bytes, CustomerKeys.PlaceOf(id));
            await stores.ExecuteAsync("UPDATE customers SET data_key = @key WHERE id = @id", ("@key", key), ("@id", id));
        }

        var start = stores.RestartAsync(new KeyRing([New]));

        if (stops)
        {
            (await Should.ThrowAsync<EncryptionKeysException>(start)).Message.ShouldContain("has no key 'old'");
        }
        else
        {
            await start;
        }
    }
}

public sealed class MissingKeysOnSqlite : MissingKeysContract<RingedSqliteStores>;

public sealed class MissingKeysOnPostgres : MissingKeysContract<RingedPostgresStores>;
